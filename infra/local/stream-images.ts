import { isObject, type Json, type JsonObject } from './json.ts';

/**
 * An attribute value as the streams of AWS write it. Those of DynamoDB Local write an empty map without
 * its type (`{}` for `{"M": {}}`), which no reader can unmarshall; every other value has one.
 */
const attributeValue = (value: Json): Json => {
  if (!isObject(value)) return value;
  if (Object.keys(value).length === 0) return { M: {} };
  const { M: map, L: list } = value;
  if (isObject(map)) return { M: streamImage(map) };
  return Array.isArray(list) ? { L: list.map(attributeValue) } : value;
};

/** An item of a stream record, by attribute name. */
export const streamImage = (image: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(image).map(([name, value]) => [name, attributeValue(value)]));
