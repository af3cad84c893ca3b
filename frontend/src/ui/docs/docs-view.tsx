import { createElement, type ReactNode, useMemo } from 'react';
import { cleanDocs, type DocsNode } from './clean';
import styles from './docs-view.module.css';

/**
 * The documentation of a setting. Nothing in it can act: links are buttons that pass their address to `onLink`, which
 * shows it before anything is opened.
 */
export function DocsView({ docs, onLink }: { docs: string; onLink: (address: string) => void }) {
  const nodes = useMemo(() => cleanDocs(docs), [docs]);
  return <div className={styles.docs}>{nodes.map((node, index) => draw(node, index, onLink))}</div>;
}

function draw(node: DocsNode, key: number, onLink: (address: string) => void): ReactNode {
  if (typeof node === 'string') {
    return node;
  }
  const children = node.children.map((child, index) => draw(child, index, onLink));
  if (node.tag === 'a') {
    return (
      <button key={key} type="button" className={styles.link} title={node.href} onClick={() => onLink(node.href)}>
        {children.length === 0 ? node.href : children}
      </button>
    );
  }
  return node.tag === 'br' ? <br key={key} /> : createElement(node.tag, { key }, ...children);
}
