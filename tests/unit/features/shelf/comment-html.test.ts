import { expect, it } from 'vitest';
import { commentHtml } from '../../../../src/features/shelf/comment-html';

it('renders what is written in Markdown', () => {
  expect(commentHtml('**λ** too small:\n\n- noise\n- `seed 3`')).toBe(
    '<p><strong>λ</strong> too small:</p>\n<ul>\n<li>noise</li>\n<li><code>seed 3</code></li>\n</ul>',
  );
});

it('opens links beside the page, and fetches no picture', () => {
  expect(commentHtml('[paper](https://arxiv.org/abs/1312.6034)')).toBe(
    '<p><a target="_blank" rel="noopener noreferrer" href="https://arxiv.org/abs/1312.6034">paper</a></p>',
  );
  expect(commentHtml('![x](https://example.org/x.png)')).not.toContain('<img');
});

it('runs nothing that somebody else has written', () => {
  const html = commentHtml(
    '<script>a()</script> <img src=x onerror=a()> <a href="x">\n\n[b](javascript:a())',
  );
  expect(html).not.toMatch(/<(script|img)|javascript:/i);
  expect(html).toContain('&lt;a href=&quot;x&quot;&gt;');
});
