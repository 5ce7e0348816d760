import { token } from './token.js'

// Answers that the server does not have yet, kept on this device until it says that it has. One entry for each question
// and window, under the number of the person who wrote it: nobody else who signs in here is shown or sends them.
//   {path, body, at, sent, held}: body and sent are forms in URL encoding, revision included; sent is what went out and
//   was not answered, so that the same is sent again first, which changes nothing if it did arrive.
const prefix = 'tf-answer:'
const longest = 8000
// What waits is sent to a question and nowhere else, whoever put it there.
const question = /^\/quizzes\/[0-9a-f-]{36}\/\d+\/$/
const person = document.body.dataset.person ?? ''
const own = `${prefix}${person}:`

export const words = {
  saving: 'Saving',
  device: 'Not saved yet: kept on this device. It will be sent when the connection is back.',
  signedOut: 'Not saved yet: kept on this device. You were signed out. Sign in again and it will be sent.',
  notYours: 'Not saved yet: kept on this device. Another person is signed in here now. Sign in again as yourself and it will be sent.',
  expired: 'Not saved yet: kept on this device. Load this page again and it will be sent.',
  takenDown: 'Not saved yet: kept on this device. This quiz has been taken down for now.',
  differs: 'An answer kept on this device is not the one that was saved in another window. Open the question to see both and choose.',
  removed: 'Removed from this device.',
  sure: 'Remove the answer that is not saved yet? It cannot be brought back.',
  full: 'Not saved yet, and this device has no room to keep it. Stay on this page until it is saved.'
}

export function put (key, entry) {
  try {
    localStorage.setItem(own + key, JSON.stringify(entry))
    return true
  } catch {
    return false // full or switched off: the page still holds the answer
  }
}

// Its window may have put a later one there meanwhile, which then stays.
export function dropIfSame (key, entry) {
  try {
    if (parse(localStorage.getItem(own + key))?.at === entry.at) drop(key)
  } catch { /* nothing was kept */ }
}

export function putIfSame (key, entry) {
  try {
    if (parse(localStorage.getItem(own + key))?.at === entry.at) put(key, entry)
  } catch { /* nothing was kept */ }
}

export function drop (key) {
  try {
    localStorage.removeItem(own + key)
  } catch { /* nothing was kept */ }
}

// [[key, entry]], the oldest first.
export function all () {
  if (!person) return []
  try {
    return Object.keys(localStorage).filter(key => key.startsWith(own))
      .map(key => [key.slice(own.length), parse(localStorage.getItem(key))])
      .filter(([, entry]) => entry && question.test(entry.path) && typeof entry.body === 'string')
      .sort(([, one], [, other]) => one.at - other.at)
  } catch {
    return []
  }
}

export const isOwn = key => key?.startsWith(own)
export const keyOf = (path, tab) => `${path}:${tab}`
export const isOfThisWindow = key => key.endsWith(`:${tab()}`)

// The name of this window, as long as it is open.
export function tab () {
  try {
    return sessionStorage.getItem('tf-tab') ?? fresh()
  } catch {
    return 'one'
  }
}

export function fresh () {
  const name = Math.random().toString(36).slice(2, 12)
  try {
    sessionStorage.setItem('tf-tab', name)
  } catch { /* the name lasts as long as the page */ }
  return name
}

function parse (text) {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

// What the server makes of a form: {state, message, …}. States beside its own: away, signedOut, notYours, expired, takenDown.
export async function send (path, body, { leaving = false } = {}) {
  try {
    const response = await fetch(path, {
      method: 'POST',
      body: new URLSearchParams(body),
      keepalive: leaving && body.length < 60000,
      redirect: 'manual',
      signal: leaving ? undefined : AbortSignal.timeout(longest),
      headers: { Accept: 'application/json', 'X-CSRFToken': token() }
    })
    if (response.headers.get('Content-Type')?.startsWith('application/json')) return await response.json()
    const state = { 401: 'signedOut', 403: 'expired', 404: 'notYours', 410: 'takenDown' }[response.status]
    return { state: state ?? (response.type === 'opaqueredirect' ? 'elsewhere' : 'away'), message: words[state] ?? words.device }
  } catch {
    return { state: 'away', message: words.device }
  }
}

export function withRevision (body, revision) {
  const fields = new URLSearchParams(body)
  fields.set('revision', revision)
  return fields.toString()
}

// Sends an entry: what went out before, and then what was typed since. Gives the last reply, and leaves the entry as it now is.
export async function deliver (key, entry) {
  let reply
  for (const next of new Set([entry.sent ?? entry.body, entry.body])) {
    const body = reply ? withRevision(next, reply.revision) : next
    putIfSame(key, { ...entry, sent: body })
    reply = await send(entry.path, body)
    if (reply.state !== 'saved' && reply.state !== 'half') return reply
  }
  return reply
}
