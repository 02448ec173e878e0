// What the example client takes from the OpenAPI document: operations, and whether a value has the form of a schema.

export type Schema = { [key: string]: any };

export interface Operation {
  method: string;
  path: string;
  parameters: { name: string; in: string; schema: Schema }[];
  body?: Schema;
  success: number;
  answer: Schema;
}

export class Document {
  readonly #root: Schema;
  readonly #operations = new Map<string, Operation>();

  constructor(root: Schema) {
    this.#root = root;
    for (const [path, item] of Object.entries<Schema>(root["paths"])) {
      for (const [method, operation] of Object.entries<Schema>(item)) {
        if (!operation["operationId"]) continue;
        const success = Object.keys(operation["responses"]).find((status) => status.startsWith("2")) ?? "200";
        this.#operations.set(operation["operationId"], {
          method: method.toUpperCase(),
          path,
          parameters: (operation["parameters"] ?? []).map((parameter: Schema) => this.resolve(parameter)),
          body: operation["requestBody"]?.content["application/json"].schema,
          success: Number(success),
          answer: operation["responses"][success].content["application/json"].schema,
        });
      }
    }
  }

  operation(id: string): Operation {
    const operation = this.#operations.get(id);
    if (!operation) throw new RangeError(`${id} is no operation of the document`);
    return operation;
  }

  resolve(schema: Schema): Schema {
    let target = schema;
    while (target["$ref"]) {
      const steps: string[] = target["$ref"].slice(2).split("/");
      target = steps.reduce((node, step) => node[step], this.#root);
    }
    return target;
  }

  /** The JSON Pointer of the first place that has another JSON type than the schema says; null when there is none. */
  misfit(schema: Schema, value: unknown, nullable: boolean, path = ""): string | null {
    const wanted = this.resolve(schema);
    if (wanted["anyOf"] || wanted["oneOf"]) {
      const choices: Schema[] = (wanted["anyOf"] ?? wanted["oneOf"]).map((choice: Schema) => this.resolve(choice));
      if (choices.some((choice) => this.misfit(choice, value, nullable, path) === null)) return null;
      const near = choices.find((choice) => this.#hasType(choice, value));
      return (near && this.misfit(near, value, nullable, path)) ?? path;
    }
    if (value === null && nullable) return null;
    if (!this.#hasType(wanted, value)) return path;
    if (Array.isArray(value)) {
      // A field can be null without harm, a row of a list cannot.
      const strict = (item: unknown): boolean => nullable && item !== null;
      return first(value, (item, index) => this.misfit(wanted["items"], item, strict(item), `${path}/${index}`));
    }
    if (typeof value === "object" && value !== null) {
      return first(Object.entries(value), ([name, item]) => {
        const property = wanted["properties"]?.[name] ?? wanted["additionalProperties"];
        return property ? this.misfit(property, item, nullable, `${path}/${name}`) : null;
      });
    }
    return null;
  }

  #hasType(schema: Schema, value: unknown): boolean {
    const types: string[] = [schema["type"] ?? []].flat();
    const type = value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
    if (type === "number" && Number.isInteger(value) && types.includes("integer")) return true;
    const pattern: string | undefined = schema["pattern"];
    if (typeof value === "string" && pattern && !new RegExp(pattern, "u").test(value)) return false;
    return types.length === 0 || types.includes(type);
  }
}

function first<Item>(items: Item[], find: (item: Item, index: number) => string | null): string | null {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== null) return found;
  }
  return null;
}
