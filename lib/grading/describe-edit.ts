import { fillMessage, type Sentence } from '@/lib/lab/message';
import type { WorkspaceEdit } from '@/lib/lab/workspace';
import { strings } from '@/lib/strings';
import { assertNever } from '@/simulator/assert-never';

/** What an edit does, in the interface's words. The lines that it changes are shown beside it, not said. */
export function describeEdit(edit: WorkspaceEdit): Sentence {
  const words = strings.lesson.scene;
  switch (edit.kind) {
    case 'write':
      return fillMessage(words.write, { path: edit.path });
    case 'append':
      return fillMessage(words.append, { path: edit.path });
    case 'replace':
      return fillMessage(words.replace, { path: edit.path });
    case 'delete':
      return fillMessage(words.remove, { path: edit.path });
    case 'touch':
      return fillMessage(words.touch, { path: edit.path });
    case 'chmod':
      return fillMessage(words.chmod, { path: edit.path, mode: edit.mode.toString(8) });
    case 'build-arg':
      return fillMessage(words.buildArg, { name: edit.name, value: edit.value });
    case 'add-package':
      return fillMessage(words.addPackage, { package: edit.package });
    case 'base-image':
      return fillMessage(words.baseImage, { reference: edit.reference });
    default:
      return assertNever(edit);
  }
}
