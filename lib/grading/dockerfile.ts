export { parseDockerfile } from '@/simulator/instructions/parse-dockerfile';
