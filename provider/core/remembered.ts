/** The function with a memory: what it makes of an object is kept as long as the object. */
export function remembered<Key extends WeakKey, Value>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new WeakMap<Key, { value: Value }>();
  return (key) => {
    const cached = made.get(key);
    if (cached) return cached.value;
    const value = make(key);
    made.set(key, { value });
    return value;
  };
}
