// What is folded away on a small screen is open where there is room for it.
export function unfolds (root) {
  if (matchMedia('(min-width: 62em)').matches) root.open = true
}
