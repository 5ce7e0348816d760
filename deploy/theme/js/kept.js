// Words not yet saved, kept in this tab only, and only for the person who wrote them.
const prefix = 'tf-kept:'
const person = document.body.dataset.person ?? ''

const keyOf = name => `${prefix}${person}:${name}`

export function keep (name, values) {
  try {
    sessionStorage.setItem(keyOf(name), JSON.stringify(values))
  } catch { /* storage may be full or switched off: the page still holds the words */ }
}

export function kept (name) {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(name)))
  } catch {
    return null
  }
}

export function forget (name) {
  try {
    sessionStorage.removeItem(keyOf(name))
  } catch { /* nothing was kept */ }
}

export function forgetAll () {
  try {
    for (const key of Object.keys(sessionStorage)) {
      if (key.startsWith(prefix)) sessionStorage.removeItem(key)
    }
  } catch { /* nothing was kept */ }
}
