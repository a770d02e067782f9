'use strict';

// Hands the card to the payment processor and puts the token that it gives into the form. The fields of the card have no
// names, so the browser never sends them to this page's own origin.
(() => {
  const form = document.querySelector('form[data-tokens]');
  if (!form) {
    return;
  }
  const field = (id) => document.getElementById(id);
  const digits = (id) => field(id).value.replace(/[\s-]/g, '');
  const token = field('processor-token');
  const trouble = field('trouble');
  const button = form.querySelector('button');

  field('card').hidden = false;
  field('card').disabled = false;
  field('by-token').hidden = true;
  token.required = false;

  const say = (sentence) => {
    trouble.textContent = sentence;
    trouble.hidden = false;
    button.disabled = false;
  };

  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    button.disabled = true;
    const year = digits('year');
    const card = {
      number: digits('number'),
      exp_month: Number(digits('month')),
      exp_year: Number(year.length === 2 ? '20' + year : year),
      cvc: digits('cvc'),
    };
    try {
      const answer = await fetch(form.dataset.tokens, {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ card }),
        credentials: 'omit',
        referrerPolicy: 'no-referrer',
      });
      if (!answer.ok) {
        say('The payment processor does not take this card. Please check what you entered.');
        return;
      }
      token.value = (await answer.json()).token;
    } catch {
      say('The payment processor cannot be reached. Nothing was charged; please try again.');
      return;
    }
    form.submit();
  });
})();
