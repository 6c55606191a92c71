import { METHODS } from '../../methods/catalog/catalog';

/** Stands for a method where what holds it is kept: methods are code. */
interface NamedMethod {
  readonly $method: string;
}

/** A view's work with each method by its name, so that it can be kept. */
export function withoutMethods(state: unknown): unknown {
  return mapped(state, (value) => {
    const method = METHODS.find((each) => each === value);
    return method && ({ $method: method.id } satisfies NamedMethod);
  });
}

/** The same with the methods themselves again; one that is no longer there stays a name. */
export function withMethods(state: unknown): unknown {
  return mapped(state, (value) =>
    '$method' in value ? METHODS.find(({ id }) => id === value.$method) : undefined,
  );
}

/** A copy of plain data with some of its objects put in the place of others. What is in it twice is the same in the copy. */
function mapped(state: unknown, other: (value: object) => object | undefined): unknown {
  const done = new Map<object, unknown>();
  const copy = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    if (ArrayBuffer.isView(value) || value instanceof Blob) return value;
    if (done.has(value)) return done.get(value);
    const made = other(value) ?? copyOf(value);
    done.set(value, made);
    return made;
  };
  const copyOf = (value: object): unknown => {
    if (Array.isArray(value)) return value.map(copy);
    if (value instanceof Map) return new Map([...value].map(([key, each]) => [key, copy(each)]));
    return Object.fromEntries(Object.entries(value).map(([key, each]) => [key, copy(each)]));
  };
  return copy(state);
}
