/** The function with its results kept as long as what they are made for: it is asked again and again for the same. */
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
