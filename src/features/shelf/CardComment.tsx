import { useEffect, useState } from 'react';
import { lateCode } from '../../core/records/late-code';
import { phrase } from '../../words/say';

const markdown = lateCode(phrase('The reader of comments'), () => import('./comment-html'), 'asked');

/** What is written on a card, in Markdown; as it was typed until what reads that is there. */
export function CardComment({ comment }: { readonly comment: string }) {
  const [html, setHtml] = useState<string | null>(null);
  useEffect(() => {
    let left = false;
    markdown().then(
      ({ commentHtml }) => {
        if (!left) setHtml(commentHtml(comment));
      },
      // As it was typed it can be read all the same.
      () => undefined,
    );
    return () => {
      left = true;
    };
  }, [comment]);
  if (html === null) return <p className="shelf-comment small">{comment}</p>;
  return <div className="shelf-comment small" data-markdown dangerouslySetInnerHTML={{ __html: html }} />;
}
