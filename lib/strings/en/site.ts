/** Words of the pages around lessons and labs. `{name}` is filled in (lib/lab/message.ts). */
export const site = {
  name: 'Layerlab',
  description:
    'Learn how container images are built, by building them in your browser: layers, cache hits and misses with their cause, sizes and digests.',
  skipToContent: 'Skip to content',
  navigation: 'Main',
  lessons: 'Lessons',
  theme: { legend: 'Theme', system: 'System', light: 'Light', dark: 'Dark' },
  footer: {
    privacy: 'Everything runs in this browser: no account, no tracking, and no request leaves this site.',
    licence: 'Open source under the Apache License 2.0.',
    independent: 'An independent project, not affiliated with Docker, Inc.',
  },
  home: {
    headline: 'Know what your build will do before you run it.',
    lead: 'Edit a Dockerfile, say which steps the cache will answer, build in your browser, and ask every step why.',
    start: 'Start with the build cache',
    continue: {
      title: 'Continue where you were:',
      checks: '{passed} of {total} checks passed',
    },
    ways: 'Three ways on',
    learn: {
      title: 'Learn',
      text: 'A lesson is a short text beside a lab that builds what you type. You predict first, then see the difference explained.',
      link: 'Open the lessons',
    },
    prepare: {
      title: 'Prepare for an exam or interview',
      text: 'Questions ask for what a build does, and every wrong answer names the idea behind it. Lessons say which exams they serve.',
      link: 'Practise the build cache',
    },
    teach: {
      title: 'Teach',
      text: 'Nothing to install and nothing to sign up for: open a lesson on the projector, let the class guess, then press Build.',
      link: 'See a lesson for class',
    },
    demoLabel: 'The same service, built twice',
    demoCaption: 'The same service, two orders of lines. Which one installs everything again after an edit to server.js?',
    slowTitle: 'Everything first',
    fastTitle: 'Manifest first',
  },
  trust: {
    title: 'What you can rely on',
    items: [
      {
        term: 'The rules are BuildKit’s',
        text: 'Cache keys, layers and digests are computed as the real builder computes them, and compared with recordings of real builds.',
      },
      {
        term: 'A model says that it is one',
        text: 'Package sizes, times and the contents of base images rest on measured figures, and are marked where they are shown.',
      },
      { term: 'What is not simulated is not guessed', text: 'A command outside the model says so on its step, instead of making up an effect.' },
    ],
  },
  lessonList: {
    title: 'Lessons',
    lead: 'Each lesson has one idea and one lab. Read it in any order; what a lesson builds on is named.',
    minutes: '{count} min',
    length: 'Length',
    exams: 'Exams',
    needs: 'Builds on',
    empty: 'No lesson is published yet.',
  },
  lesson: {
    labRegion: 'Lab',
    table: 'Table',
    toLab: 'To the lab',
    toText: 'Back to the text',
    withoutScript: 'The lab builds in your browser and needs JavaScript. The text does not.',
  },
  notFound: {
    title: 'This page does not exist',
    text: 'The address may be mistyped, or the page has moved.',
    home: 'Go to the start page',
    lessons: 'See all lessons',
  },
  broken: {
    title: 'This page broke',
    text: 'Something here failed in a way it should not. What you typed in a lab is kept in this browser.',
    retry: 'Try again',
    home: 'Go to the start page',
    details: 'What failed',
  },
};
