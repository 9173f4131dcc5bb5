import pino from 'pino';
import { createApp } from './src/app.js';
import { createParcelStore } from './src/parcels.js';

const log = pino({ name: 'parcel-desk' });
const app = createApp({ store: createParcelStore(), revision: process.env.GIT_SHA ?? 'unknown' });

const server = app.listen(Number(process.env.PORT ?? 3000), (error) => {
  if (error) throw error;
  log.info({ port: server.address().port }, 'parcel-desk is open');
});

process.on('SIGTERM', () => server.close(() => log.info('parcel-desk is closed')));
