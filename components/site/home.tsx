import { HomeDemo } from '@/components/lab/home-demo';
import { ButtonLink } from '@/components/ui/button';
import { Card, CardTitle } from '@/components/ui/card';
import { strings } from '@/lib/strings';
import { ContinueLearning, type LessonLink } from './continue-learning';
import { DockerfilePair } from './dockerfile-pair';
import styles from './home.module.css';

const { home, trust } = strings.site;
const FIRST_LESSON = '/lessons/build-cache/';

export function Home({ lessons }: { readonly lessons: readonly LessonLink[] }) {
  return (
    <div className={styles.home}>
      <section className={styles.hero}>
        <h1>{home.headline}</h1>
        <p>{home.lead}</p>
        <ButtonLink href={FIRST_LESSON} variant="primary">
          {home.start}
        </ButtonLink>
      </section>
      <section className={styles.demo} aria-label={home.demoLabel}>
        <HomeDemo>
          <DockerfilePair />
        </HomeDemo>
      </section>
      <ContinueLearning lessons={lessons} />
      <Ways />
      <Trust />
    </div>
  );
}

function Ways() {
  const ways = [
    { ...home.learn, href: '/lessons/' },
    { ...home.prepare, href: FIRST_LESSON },
    { ...home.teach, href: FIRST_LESSON },
  ];
  return (
    <section aria-labelledby="ways">
      <h2 id="ways">{home.ways}</h2>
      <div className={styles.ways}>
        {ways.map(({ title, text, link, href }) => (
          <Card key={title}>
            <CardTitle>{title}</CardTitle>
            <p className={styles.cardText}>{text}</p>
            <ButtonLink href={href} className={styles.cardLink}>
              {link}
            </ButtonLink>
          </Card>
        ))}
      </div>
    </section>
  );
}

function Trust() {
  return (
    <section aria-labelledby="trust">
      <h2 id="trust">{trust.title}</h2>
      <dl className={styles.trust}>
        {trust.items.map(({ term, text }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{text}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
