import express from 'express';

/** The counter's HTTP face: what hangs where, and nothing about how parcels are kept. */
export function createApp({ store, revision }) {
  const app = express();
  app.use(express.json());

  app.get('/health', (_request, response) => response.json({ status: 'ok', revision }));

  app.get('/parcels', (_request, response) => response.json(store.all()));

  app.post('/parcels', (request, response) => {
    const { recipient } = request.body ?? {};
    if (typeof recipient !== 'string' || recipient === '') {
      return response.status(400).json({ error: 'a parcel needs a recipient' });
    }
    return response.status(201).json(store.receive(recipient));
  });

  app.post('/parcels/:id/collected', (request, response) => {
    const parcel = store.collect(Number(request.params.id));
    return parcel ? response.json(parcel) : response.status(404).json({ error: 'no such parcel' });
  });

  return app;
}
