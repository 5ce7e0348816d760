// What a use of the browser's storage gives; null where that is full or switched off.
export function stored (use) {
  try {
    return use()
  } catch {
    return null
  }
}
