import { all, drop, fresh, isOwn, keyOf, put, send, tab, withRevision, words } from './waiting.js'

// A question's form saves itself: 2 seconds after the last key, within 8 of the first, and when the page is left. What is typed is
// on this device from the first key until the server says that it has it.
const pause = 2000
const longest = 8000
const probe = 4000

for (const place of document.querySelectorAll('[data-answers]')) answers(place, place.querySelector('form'))

function answers (place, form) {
  const path = location.pathname
  const revision = form.elements.revision
  const status = place.querySelector('[role="status"]')
  const clear = place.querySelector('[data-clear]')
  const both = place.querySelector('[data-both]')
  let key = keyOf(path, tab())
  let saved = read(true) // what the server has
  let sent = null // what went out and was not answered
  let sending = null
  let since = 0
  let timer = null
  let held = Boolean(form.querySelector('[data-choosing]')) // until the learner says which of two answers stays
  let pressing = false
  let native = false

  restore()
  form.addEventListener('input', typed)
  form.addEventListener('change', typed)
  form.addEventListener('submit', event => {
    if (native) return
    event.preventDefault()
    press(event.submitter)
  })
  window.addEventListener('online', save)
  window.addEventListener('pagehide', leave)
  document.addEventListener('tf:leave', leave)
  document.addEventListener('visibilitychange', () => document.hidden && save())
  window.addEventListener('storage', event => {
    if (event.newValue && isOwn(event.key) && event.key.endsWith(`:${key}`)) apart()
  })
  setInterval(() => isDirty() && !timer && save(), probe)
  clear.addEventListener('click', forget)
  both.querySelector('[data-keep-here]').addEventListener('click', () => choose(false))
  both.querySelector('[data-keep-there]').addEventListener('click', () => choose(true))

  // The form in URL encoding, without token and revision; as it came, or as it stands.
  function read (asItCame = false) {
    const pairs = []
    for (const field of form.elements) {
      const { name, type } = field
      if (!name || ['csrfmiddlewaretoken', 'revision'].includes(name) || ['submit', 'button', 'fieldset', 'file'].includes(type)) continue
      if (type === 'radio' || type === 'checkbox') {
        if (asItCame ? field.defaultChecked : field.checked) pairs.push([name, field.value])
      } else if (field.options) {
        const chosen = [...field.options].filter(option => asItCame ? option.defaultSelected : option.selected)
        for (const option of chosen.length || field.multiple ? chosen : [...field.options].slice(0, 1)) pairs.push([name, option.value])
      } else {
        pairs.push([name, (asItCame ? field.defaultValue : field.value).replace(/\r?\n/g, '\r\n')])
      }
    }
    return new URLSearchParams(pairs).toString()
  }

  function write (body) {
    const fields = new URLSearchParams(body)
    for (const field of form.elements) {
      const { name, type } = field
      if (!name || ['csrfmiddlewaretoken', 'revision'].includes(name) || ['submit', 'button', 'fieldset', 'file'].includes(type)) continue
      const values = fields.getAll(name)
      if (type === 'radio' || type === 'checkbox') field.checked = values.includes(field.value)
      else if (field.options) for (const option of field.options) option.selected = values.includes(option.value)
      else field.value = (values[0] ?? '').replace(/\r\n/g, '\n')
    }
  }

  function isDirty () {
    return read() !== saved || sent !== null
  }

  function keep (more = {}) {
    const fits = put(key, { path, body: withRevision(read(), revision.value), sent, at: Date.now(), ...more })
    if (!fits) say(words.full)
  }

  // What waited on this device for this question: what this window typed, or else the latest.
  function restore () {
    const waiting = all().filter(([, entry]) => entry.path === path)
    const [from, entry] = waiting.find(([name]) => name === key) ?? waiting.at(-1) ?? []
    if (entry && !held) {
      write(strip(entry.body))
      revision.value = new URLSearchParams(entry.body).get('revision')
      sent = entry.sent ?? null
      keep()
      if (from !== key) drop(from)
      if (isDirty()) wait(words.device)
      else drop(key)
    }
    if (place.hasAttribute('data-unsaved')) saved = null
    if (isDirty() && !held) save()
  }

  function strip (body) {
    const fields = new URLSearchParams(body)
    fields.delete('revision')
    return fields.toString()
  }

  function typed () {
    keep()
    since ||= Date.now()
    clearTimeout(timer)
    timer = setTimeout(save, Math.max(0, Math.min(pause, since + longest - Date.now())))
  }

  // One at a time. What went out and was not answered goes again first: if it did arrive, that changes nothing.
  function save () {
    clearTimeout(timer)
    timer = null
    if (held || !isDirty()) return Promise.resolve(null)
    since = 0
    sending ??= round().finally(() => { sending = null })
    return sending
  }

  async function round () {
    const now = sent === null ? read() : strip(sent)
    sent ??= withRevision(now, revision.value)
    keep()
    const reply = await send(path, sent)
    return take(reply, now)
  }

  function take (reply, now) {
    if (reply.state === 'saved' || reply.state === 'half') {
      saved = now
      sent = null
      revision.value = reply.revision
      if (read() === now) {
        drop(key)
        say(reply.message, true)
      } else {
        keep()
        if (!timer) timer = setTimeout(save, 0)
      }
    } else if (reply.state === 'changed') {
      sent = null
      held = true
      keep()
      ask(reply)
    } else if (reply.state === 'refused') {
      saved = now // the same would be refused again; it stays on this device until it is put right
      sent = null
      keep()
      wait(reply.message)
    } else if (reply.state === 'closed') {
      held = true
      drop(key)
      say(`${reply.message} You had answered: ${reply.here.join('; ')}`)
    } else {
      wait(reply.message)
    }
    return reply
  }

  function leave () {
    if (held || read() === saved) return
    keep()
    if (sending || sent !== null) return // it waits here, and goes from the next page
    sent = withRevision(read(), revision.value)
    keep()
    send(path, sent, { leaving: true })
  }

  // Save and continue, or Come back to this: go on when the server has it, and never to a browser's error page.
  async function press (button) {
    if (pressing) return
    pressing = true
    if (sending) await sending
    if (sent !== null && !held) await save()
    const now = read()
    const reply = held ? { state: 'held' } : await onServer(now)
    pressing = false
    // A flag is set by the form itself, and so is an answer checked whose quiz tells at once.
    const isPlain = ['flag', 'unflag'].includes(button?.name) || place.hasAttribute('data-plain')
    if (!isPlain && (reply.state === 'saved' || (reply.state === 'half' && button?.name === 'later'))) return go(reply.next)
    if (['saved', 'half', 'refused', 'signedOut', 'expired', 'held', 'elsewhere', 'takenDown'].includes(reply.state)) goPlain(button)
  }

  async function onServer (now) {
    clearTimeout(timer)
    timer = null
    if (sent !== null) return { state: 'away' }
    sent = withRevision(now, revision.value)
    keep()
    say(words.saving)
    sending = send(path, sent).then(reply => take(reply, now)).finally(() => { sending = null })
    return sending
  }

  function go (url) {
    native = true
    location.assign(url)
  }

  // What is sent this way stays on this device too, until the next page has heard that the server has it.
  function goPlain (button) {
    keep({ isQuiet: true })
    native = true
    form.requestSubmit(button)
    native = false
  }

  function ask (reply) {
    both.querySelector('[data-here]').textContent = reply.here.join('\n') || 'Nothing'
    both.querySelector('[data-there]').textContent = reply.there.join('\n') || 'Nothing'
    both.reply = reply
    both.hidden = false
    say(reply.message)
  }

  function choose (isThere) {
    const { reply } = both
    both.hidden = true
    held = false
    revision.value = reply.revision
    if (isThere) {
      write(new URLSearchParams(Object.entries(reply.fields).flatMap(([name, values]) => values.map(value => [name, value]))).toString())
      saved = read()
      drop(key)
      say('The answer saved in the other window stands.', true)
    } else {
      saved = null
      save()
    }
    form.querySelector('input:not([type="hidden"]), textarea, select')?.focus()
  }

  // Taken off this device, and out of the form, which shows again what the server has.
  function forget () {
    if (!confirm(words.sure)) return
    clearTimeout(timer)
    timer = null
    sent = null
    write(saved ??= read(true))
    drop(key)
    say(words.removed)
    form.querySelector('input:not([type="hidden"]), textarea, select')?.focus()
  }

  // Another window works under the same name, as a copy of a window does: this one takes a name of its own.
  function apart () {
    key = keyOf(path, fresh())
    if (isDirty()) keep()
  }

  // Words about an answer that waits, with a way to remove it.
  function wait (text) {
    say(text)
    clear.hidden = false
  }

  function say (text, isSaved = false) {
    clear.hidden = true
    const line = status.querySelector('[data-autosave-words]')
    if (line.textContent !== text) line.textContent = text
    status.classList.toggle('tf-saved--kept', isSaved)
  }
}
