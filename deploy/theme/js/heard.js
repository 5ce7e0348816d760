// Which voices of a case someone has heard, and which they had heard when they decided. It is kept in this browser, for
// this person, until they sign out, and is sent nowhere.
const prefix = 'tf-heard:'
const person = document.body.dataset.person ?? ''
const keyOf = page => `${prefix}${person}:${page}`

export function known (page) {
  try {
    return { heard: [], decided: null, ...JSON.parse(localStorage.getItem(keyOf(page))) }
  } catch {
    return { heard: [], decided: null }
  }
}

export function hear (page, voice) {
  const { heard, decided } = known(page)
  if (heard.includes(voice)) return
  keep(page, { heard: [...heard, voice], decided })
  document.dispatchEvent(new Event('tf:heard'))
}

export function decide (page) {
  const { heard } = known(page)
  keep(page, { heard, decided: heard })
}

export function forgetHeard () {
  try {
    for (const key of Object.keys(localStorage)) {
      if (key.startsWith(prefix)) localStorage.removeItem(key)
    }
  } catch { /* nothing was kept */ }
}

function keep (page, what) {
  try {
    localStorage.setItem(keyOf(page), JSON.stringify(what))
  } catch { /* storage may be full or switched off: everyone is named then */ }
}
