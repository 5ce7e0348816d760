import { forget, keep, kept } from './kept.js'

// Saves a form of free text 1.5 seconds after typing stops, when a field is left, and when the page is hidden or left.
// The form's own address (or data-url) is posted to; the answer is 204, or JSON {"saved_at": "10:42"}.
// What could not be sent is kept in this tab, put back when the page is opened again, and sent then.
const pause = 1500
const retries = [5000, 15000, 60000]
const words = {
  saving: 'Saving',
  failed: 'Not saved yet. We will try again.',
  signedOut: 'Not saved: you were signed out. Sign in again in this window, and what you typed will be here.'
}

export function autosave (form) {
  const url = form.dataset.url || form.action
  const status = form.querySelector('[role="status"]')
  const fields = [...form.elements].filter(field => field.matches('textarea, input[type="text"]'))
  const name = new URL(url, location.href).pathname
  let saved = read()
  let timer = null
  let failures = 0
  let sending = null

  restore()
  form.addEventListener('input', () => later(pause))
  form.addEventListener('change', save)
  form.addEventListener('submit', () => { clearTimeout(timer); forget(name) })
  document.addEventListener('visibilitychange', () => document.hidden && save())
  document.addEventListener('tf:leave', save)
  window.addEventListener('pagehide', save)
  window.addEventListener('online', save)

  function read () {
    return new URLSearchParams([...new FormData(form)].filter(([key]) => key !== 'csrfmiddlewaretoken')).toString()
  }

  function restore () {
    const values = kept(name)
    if (!values) return
    for (const field of fields) {
      if (field.name in values) field.value = values[field.name]
    }
    later(0)
  }

  function later (delay) {
    clearTimeout(timer)
    timer = setTimeout(save, delay)
  }

  async function save () {
    clearTimeout(timer)
    const now = read()
    if (now === saved || now === sending || !form.isConnected) return
    sending = now
    keep(name, Object.fromEntries(fields.map(field => [field.name, field.value])))
    say(words.saving)
    try {
      const response = await fetch(url, {
        method: 'POST', body: new FormData(form), keepalive: now.length < 60000, headers: { Accept: 'application/json' }
      })
      if (response.redirected || response.status === 401) return refused()
      if (response.status === 400 || response.status === 409) return wrong(now, await response.json())
      if (!response.ok) throw new Error(response.statusText)
      done(now, response.status === 204 ? {} : await response.json())
    } catch {
      later(retries[Math.min(failures++, retries.length - 1)])
      say(words.failed)
    } finally {
      sending = null
    }
  }

  function done (now, { saved_at: at = clock() }) {
    saved = now
    failures = 0
    if (read() === now) forget(name)
    say(`Saved ${at}`)
  }

  // Sending the same again would be refused again. What was typed is still kept in this tab, until it is put right.
  function wrong (now, { error, errors = {} }) {
    saved = now
    say(error ?? Object.values(errors).flat().map(({ message }) => message).join(' '))
  }

  function refused () {
    say(words.signedOut)
  }

  function say (text) {
    if (status) (status.querySelector('[data-autosave-words]') ?? status).textContent = text
    status?.classList.toggle('tf-saved--kept', text.startsWith('Saved'))
  }
}

function clock () {
  return new Date().toLocaleTimeString('en-GB', { hour: 'numeric', minute: '2-digit' })
}
