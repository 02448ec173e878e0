"use strict";

window.ui = SwaggerUIBundle({
  dom_id: "#swagger-ui",
  url: "/docs/openapi.json",
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  deepLinking: true,
  displayOperationId: true,
  displayRequestDuration: true,
  docExpansion: "list",
  defaultModelsExpandDepth: 0,
  filter: true,
  tryItOutEnabled: true,
  // swagger-ui would ask a service on the internet whether the document is valid.
  validatorUrl: null,
  // Without this, a 401 opens the browser's own password box over the page.
  requestInterceptor: (request) => Object.assign(request, { credentials: "omit" }),
});
