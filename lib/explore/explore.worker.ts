import { expose } from 'comlink';
import { createArchiveSession } from './archive-session';

expose(createArchiveSession());
