// What a message to the server has to carry. From the cookie, since signing in again, in whichever window, gives a new one.
export function token () {
  return document.cookie.match(/(?:^|; )csrftoken=([^;]*)/)?.[1] ??
    document.querySelector('meta[name="csrf-token"]')?.content ??
    document.querySelector('input[name="csrfmiddlewaretoken"]')?.value ?? ''
}
