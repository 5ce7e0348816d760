import { stored } from './stored.js'
import { token } from './token.js'

// What was played and the server does not know yet, kept on this device until it does: one entry for each opening of a
// film page, under the number of the person who plays. Of anyone else it is removed, and of everyone at signing out.
//   {url, session, seq, position, stretches, made}: stretches are all that was played in that opening so far.
const prefix = 'tf-played:'
const address = /^\/case-studies\/\d+\/played\/(\?film=\d+)?$/
const person = document.body.dataset.person ?? ''
const own = `${prefix}${person}:`

const keys = beginning => stored(() => Object.keys(localStorage).filter(key => key.startsWith(beginning))) ?? []

export function put (entry) {
  stored(() => localStorage.setItem(own + entry.session, JSON.stringify(entry)))
}

export function removeAll () {
  for (const key of keys(prefix)) stored(() => localStorage.removeItem(key))
}

// Sends an entry. Gives what the server says of it, or null when it may be sent again later.
export async function send (entry) {
  try {
    const response = await fetch(entry.url, { method: 'POST', keepalive: true, redirect: 'manual', body: bodyOf(entry) })
    if (!response.ok && ![400, 404, 409].includes(response.status)) return null
    dropIfSame(entry)
    return response.ok ? await response.json() : { refused: true }
  } catch {
    return null
  }
}

// While the page goes away nobody waits for an answer: what is kept here is sent again by the next page.
export function sendOff (entry) {
  if (!navigator.sendBeacon?.(entry.url, bodyOf(entry))) send(entry)
}

// On every page.
export function unsent () {
  for (const key of keys(prefix)) if (!person || !key.startsWith(own)) stored(() => localStorage.removeItem(key))
  if (!person) return
  sendAll()
  window.addEventListener('online', sendAll)
  window.addEventListener('pageshow', event => event.persisted && sendAll())
}

async function sendAll () {
  for (const key of keys(own)) {
    const entry = stored(() => JSON.parse(localStorage.getItem(key)))
    if (entry && address.test(entry.url)) await send(entry)
    else stored(() => localStorage.removeItem(key))
  }
}

// A later message of the same session may have been put there meanwhile, which then stays.
function dropIfSame ({ session, seq }) {
  stored(() => JSON.parse(localStorage.getItem(own + session))?.seq === seq && localStorage.removeItem(own + session))
}

function bodyOf ({ session, seq, position, stretches, made }) {
  const age = Math.max(0, (Date.now() - made) / 1000)
  return new URLSearchParams({ csrfmiddlewaretoken: token(), session, seq, position, stretches, age })
}
