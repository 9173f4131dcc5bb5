import 'dotenv/config';
import { createServer } from 'node:http';

// One ring per request.
createServer((_request, response) => response.end('ding\n')).listen(process.env.PORT ?? 3000);
