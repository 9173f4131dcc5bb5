import { CodeBlock } from '@/components/ui/code-block';
import { strings } from '@/lib/strings';
import styles from './dockerfile-pair.module.css';

const SLOW = `FROM node:20-slim
WORKDIR /app
COPY . .
RUN npm ci
CMD ["node", "server.js"]`;

const FAST = `FROM node:20-slim
WORKDIR /app
COPY package*.json ./
RUN npm ci
COPY . .
CMD ["node", "server.js"]`;

/** The question that the live demo answers: what is seen before the demo has loaded, and without JavaScript. */
export function DockerfilePair() {
  const { slowTitle, fastTitle, demoCaption } = strings.site.home;
  return (
    <figure className={styles.pair}>
      <CodeBlock title={slowTitle} code={SLOW} language="docker" />
      <CodeBlock title={fastTitle} code={FAST} language="docker" />
      <figcaption>{demoCaption}</figcaption>
    </figure>
  );
}
