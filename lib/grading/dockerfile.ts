export { parseDockerfile } from '@/simulator';
