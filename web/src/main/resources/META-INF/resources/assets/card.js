'use strict';

// Hands a card or bank account to the payment processor and tells the page the token that comes back. The fields have no
// names, so the browser never sends them to this page's own origin.
(() => {
  const value = (field) => ('words' in field.dataset ? field.value.trim() : field.value.replace(/[\s-]/g, ''));
  const typed = (box) => {
    const parts = {};
    for (const field of box.querySelectorAll('[data-part]')) {
      const name = field.dataset.part;
      const text = value(field);
      parts[name] = name.startsWith('exp_') ? Number(name === 'exp_year' && text.length === 2 ? '20' + text : text) : text;
    }
    return parts;
  };

  const send = async (box, button) => {
    const trouble = box.querySelector('.error');
    const say = (sentence) => {
      trouble.textContent = sentence;
      trouble.hidden = false;
      button.disabled = false;
      button.classList.remove('htmx-request');
    };
    const empty = [...box.querySelectorAll('[data-part]')].find((field) => !value(field));
    trouble.hidden = true;
    if (empty) {
      say('Fill in every field.');
      empty.focus();
      return;
    }
    button.disabled = true;
    button.classList.add('htmx-request');
    try {
      const answer = await fetch(box.dataset.tokens, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ [box.dataset.tokenise]: typed(box) }),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
      if (!answer.ok) {
        say('The payment processor does not take this. Please check what you entered.');
        return;
      }
      const token = box.closest('form').elements.token;
      token.value = (await answer.json()).token;
      htmx.trigger(token, 'tokenised');
    } catch {
      say('The payment processor cannot be reached. Nothing was stored; please try again.');
    }
  };

  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-send]');
    if (button) {
      send(button.closest('[data-tokenise]'), button);
    }
  });
  document.addEventListener('keydown', (event) => {
    const box = event.target.closest?.('[data-tokenise]');
    if (box && event.key === 'Enter' && event.target.matches('[data-part]')) {
      event.preventDefault(); // the form around it orders a charge
      send(box, box.querySelector('[data-send]'));
    }
  });
})();
