// Tailwind is the only CSS step; it also joins the imported style sheets.

export default { plugins: { "@tailwindcss/postcss": {} } };
