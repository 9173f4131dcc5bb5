import { describe, expect, test } from 'vitest';
import { fail, succeed } from '../parser/result';
import { expandWord } from '../parser/word-expansion';
import { parseMount } from './mounts';

describe('mounts', () => {
  test.each([
    ['target=/a', { type: 'bind', target: '/a', readOnly: true, required: false }],
    ['type=bind,src=a,dst=/b,rw', { type: 'bind', source: 'a', target: '/b', readOnly: false, required: false }],
    [
      'type=cache,target=/a,id=x,sharing=Locked,mode=0755,uid=1,gid=2',
      { type: 'cache', target: '/a', cacheId: 'x', sharing: 'locked', mode: 0o755, uid: 1, gid: 2, readOnly: false, required: false },
    ],
    ['type=cache,target=/a,readonly=true', { type: 'cache', target: '/a', readOnly: true, required: false }],
    ['TYPE=TMPFS,destination=/a,size=1.5KiB', { type: 'tmpfs', target: '/a', sizeBytes: 1536, readOnly: false, required: false }],
    ['type=secret,id=s,env=TOKEN,required', { type: 'secret', target: '', cacheId: 's', env: 'TOKEN', readOnly: true, required: true }],
    ['type=ssh,required=false', { type: 'ssh', target: '', readOnly: true, required: false }],
    ['"target=/a,b",readwrite=false', { type: 'bind', target: '/a,b', readOnly: true, required: false }],
    ['"target=""/a"""', { type: 'bind', target: '"/a"', readOnly: true, required: false }],
  ])('%s', (raw, value) => expect(parseMount(raw)).toEqual({ ok: true, value }));

  test.each([
    ['type=bnd', 'unsupported mount type "bnd" (did you mean bind?)'],
    ['type=cache,sharing=share', 'unsupported sharing value "share" (did you mean shared?)'],
    ['tagret=/a', `unexpected key 'tagret' in 'tagret=/a' (did you mean target?)`],
    ['foo', `invalid field 'foo' must be a key=value pair`],
    ['required', `unexpected key 'required' for mount type 'bind'`],
    ['required=true,type=secret', `unexpected key 'required' for mount type 'bind'`],
    ['type=ssh,required=maybe', 'invalid value for required: maybe'],
    ['ro=2', 'invalid value for ro: 2'],
    ['size=1', `unexpected key 'size' for mount type 'bind'`],
    ['type=tmpfs,size=big', 'invalid value for size: big'],
    ['mode=9', 'invalid value 9 for mode'],
    ['uid=-1', 'invalid value -1 for uid'],
    ['target=/a,gid=1', 'gid not allowed for "bind" type mounts'],
    ['type=tmpfs,mode=1', 'mode not allowed for "tmpfs" type mounts'],
    ['type=secret', 'invalid secret mount. one of source, target required'],
    ['type=secret,id=a,from=b', 'secret mount should not have a from'],
    ['type=secret,id=a,source=b', "both source and id can't be set"],
    ['type=secret,id=a,sharing=shared', 'secret mount should not define sharing'],
    ['type=bind,sharing=shared', 'invalid cache sharing set for bind mount'],
    ['"target=/a', 'failed to parse csv mounts: parse error on line 1, column 2: extraneous or missing " in quoted-field'],
    ['"target=/a"x', 'failed to parse csv mounts: parse error on line 1, column 11: extraneous or missing " in quoted-field'],
  ])('%s', (raw, error) => expect(parseMount(raw)).toEqual({ ok: false, error }));

  test('values are expanded one by one, keys are not', () => {
    const expand = (word: string) => {
      const { text, error } = expandWord(word, new Map([['D', '/data,ro=x']]));
      return error === undefined ? succeed(text) : fail(error);
    };
    expect(parseMount('type=cache,target=$D', expand)).toMatchObject({ ok: true, value: { target: '/data,ro=x' } });
    expect(parseMount('target=${', expand)).toEqual({ ok: false, error: `failed to process "\${": syntax error: missing '}'` });
  });
});
