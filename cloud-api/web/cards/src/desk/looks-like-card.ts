/**
 * Whether what was typed is a card's number: a UID in hexadecimal, as desk readers type it, or `123,45678`. Names have
 * no digits.
 */
export function looksLikeCard(text: string): boolean {
  const trimmed = text.trim();
  if (/^\d{1,3}\s*[,/]\s*\d{1,5}$/.test(trimmed)) return true;
  const digits = trimmed.replaceAll(/[\s:-]/g, '');
  return /\d/.test(digits) && /^([0-9a-f]{2}){4,10}$/i.test(digits);
}
