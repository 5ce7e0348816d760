// What every page loads. Each page works without it.
import { CharacterCount } from 'govuk-frontend/dist/govuk/components/character-count/character-count.mjs'
import { ErrorSummary } from 'govuk-frontend/dist/govuk/components/error-summary/error-summary.mjs'
import { PasswordInput } from 'govuk-frontend/dist/govuk/components/password-input/password-input.mjs'
import { SkipLink } from 'govuk-frontend/dist/govuk/components/skip-link/skip-link.mjs'
import { autosave } from './autosave.js'
import { copy } from './copy.js'
import { flush } from './flush.js'
import { leave } from './leave.js'
import { place } from './place.js'
import { print } from './print.js'
import { signOut } from './sign-out.js'
import { submitOnce } from './submit-once.js'
import { unfolds } from './unfolds.js'
import { unsent } from './unsent.js'

const modules = {
  'govuk-character-count': root => new CharacterCount(root),
  'govuk-error-summary': root => new ErrorSummary(root),
  'govuk-password-input': root => new PasswordInput(root),
  'govuk-skip-link': root => new SkipLink(root),
  'tf-autosave': autosave,
  'tf-copy': copy,
  'tf-leave': leave,
  'tf-place': place,
  'tf-print': print,
  'tf-sign-out': signOut,
  'tf-unfolds': unfolds
}

// Set here and not in the page's head: no rule of ours moves anything when these classes come.
document.body.classList.add('js-enabled', 'govuk-frontend-supported')

for (const root of document.querySelectorAll('[data-module]')) {
  for (const name of root.dataset.module.split(' ')) {
    try {
      modules[name]?.(root)
    } catch (error) {
      console.error(error)
    }
  }
}
submitOnce()
flush()
unsent()
