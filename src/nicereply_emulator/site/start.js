"use strict";

// swagger-ui's own form for HTTP Basic insists on a user name; the API's is blank. This one asks for the key alone.
function KeyForm(_, { React }) {
  const make = React.createElement;
  return ({ name, schema, authorized, onChange }) => {
    const isKnown = Boolean(authorized && authorized.get(name));
    const input = make("input", {
      id: "api-key",
      type: "password",
      autoComplete: "off",
      autoFocus: true,
      required: true,
      onChange: (event) => onChange({ name, schema, value: { username: "", password: event.target.value } }),
    });
    return make(
      "div",
      null,
      make("h4", null, "HTTP Basic"),
      make("p", null, schema.get("description")),
      make("label", { htmlFor: "api-key" }, "API key:"),
      isKnown ? make("p", null, "A key is set.") : make("div", { className: "wrapper" }, input),
    );
  };
}

window.ui = SwaggerUIBundle({
  dom_id: "#swagger-ui",
  url: "/docs/openapi.json",
  layout: "BaseLayout",
  presets: [SwaggerUIBundle.presets.apis],
  plugins: [{ wrapComponents: { HttpAuth: KeyForm } }],
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
