import { describe, expect, it } from 'vitest';
import { countProblem, parseClassNames } from '../../../../src/core/records/class-list';
import { said } from '../../../../testing/said';

const THREE = ['tench, Tinca tinca', 'goldfish', 'great white shark'];

describe('a list of class names is read in each of its published forms', () => {
  it.each([
    ['a JSON array', JSON.stringify(THREE)],
    [
      'a JSON object by index, in any order',
      '{"2":"great white shark","0":"tench, Tinca tinca","1":"goldfish"}',
    ],
    [
      'a JSON object by name, as Keras numbers folders',
      '{"goldfish":1,"tench, Tinca tinca":0,"great white shark":2}',
    ],
    ['a config.json', JSON.stringify({ id2label: { 0: THREE[0], 1: THREE[1], 2: THREE[2] } })],
    ['a metadata.json', JSON.stringify({ tfjsVersion: '1.3.1', labels: THREE })],
    ['one name a line', THREE.join('\n')],
    ['one name a line, from Windows, with a byte order mark', `\uFEFF${THREE.join('\r\n')}\r\n\r\n`],
    [
      'lines that start with a WordNet id',
      'n01440764 tench, Tinca tinca\nn01443537 goldfish\nn01484850 great white shark',
    ],
    ['CSV', '0,"tench, Tinca tinca"\n1,goldfish\n2,great white shark'],
    ['CSV that names its columns', 'index,name\n0,"tench, Tinca tinca"\n1,goldfish\n2,great white shark'],
    ['numbers that start at 1', '1;tench, Tinca tinca\n2;goldfish\n3;great white shark'],
    ['a JSON list of objects', JSON.stringify(THREE.map((name, id) => ({ id, name })).toReversed())],
    [
      'COCO’s categories, which start at 1',
      JSON.stringify({ categories: THREE.map((name, i) => ({ id: i + 1, name })) }),
    ],
    ['a JSON object with the names inside', JSON.stringify({ class_names: THREE })],
    ['lines that are counted from 0', '0 tench, Tinca tinca\n1 goldfish\n2 great white shark'],
    ['lines that are counted from 1', '1 tench, Tinca tinca\n2  goldfish\n3\tgreat white shark'],
    ['numbers with colons', '0: tench, Tinca tinca\r\n1: goldfish\r\n2: great white shark\r\n'],
    [
      'CSV with a WordNet id',
      '0,n01440764,"tench, Tinca tinca"\n1,n01443537,goldfish\n2,n01484850,great white shark',
    ],
    ['CSV with the name first', 'name;id\ngoldfish;1\ntench, Tinca tinca;0\ngreat white shark;2'],
    [
      'YAML by number',
      'path: data\nnames:\n  0: tench, Tinca tinca  # a fish\n  1: goldfish\n  2: "great white shark"\nnc: 3',
    ],
    ['a YAML list', 'nc: 3\nnames:\n- tench, Tinca tinca\n- goldfish\n- great white shark\ntrain: images'],
    ['YAML in one line', 'names: ["tench, Tinca tinca", goldfish, \'great white shark\']  # three'],
    [
      'YAML in several lines of brackets',
      'names: [\n  "tench, Tinca tinca",\n  goldfish, great white shark\n]',
    ],
    ['YAML in braces', 'names: {0: "tench, Tinca tinca", 1: goldfish, 2: great white shark}'],
    ['a Python dict', "{0: 'tench, Tinca tinca',\n 1: 'goldfish',\n 2: 'great white shark'}"],
  ])('%s', (_, text) => {
    expect(parseClassNames(text)).toEqual({ names: THREE });
  });

  it("Keras's imagenet_class_index.json, whose words are joined by underscores", () => {
    const text =
      '{"0":["n01440764","tench"],"1":["n01443537","goldfish"],"2":["n01484850","great_white_shark"]}';
    expect(parseClassNames(text)).toEqual({ names: ['tench', 'goldfish', 'great white shark'] });
  });

  it('keeps a class that comes twice, and numbers that count nothing', () => {
    expect(parseClassNames('crane\nbee\ncrane')).toEqual({ names: ['crane', 'bee', 'crane'] });
    expect(parseClassNames('18 wheeler\n747\n9 volt')).toEqual({ names: ['18 wheeler', '747', '9 volt'] });
    expect(parseClassNames('year, 1999\nyear, 2000')).toEqual({ names: ['year, 1999', 'year, 2000'] });
  });

  it('keeps a name that only looks like a line of a table', () => {
    expect(parseClassNames('n01440764\n747 airliner: a jet\nhen')).toEqual({
      names: ['n01440764', '747 airliner: a jet', 'hen'],
    });
    expect(parseClassNames('"quail"\n"hen"')).toEqual({ names: ['quail', 'hen'] });
  });
});

describe('a list that is none gets one sentence', () => {
  it.each([
    ['', 'The list is empty.'],
    [' \n ', 'The list is empty.'],
    ['[]', 'The list is empty.'],
    ['{}', 'The list is empty.'],
    ['["cat", "dog"', 'The list starts like JSON, but is not valid JSON.'],
    ['{"0": "cat", }x', 'The list starts like JSON, but is not valid JSON.'],
    ['["cat", 7]', 'Entry 2 of the list is not a name.'],
    ['{"0":"cat","2":"dog"}', 'The list has no name for class 1.'],
    ['0,cat\n0,dog', 'The list has the same class number twice.'],
    ['{"modelTopology":{}}', '“modelTopology” is not a class number with a name.'],
  ])('%j', (text, problem) => {
    expect(said(parseClassNames(text))).toEqual({ problem });
  });

  it('and one of another length than the network says both numbers', () => {
    const names = Array.from({ length: 999 }, (_, i) => `name ${i}`);
    expect(said(countProblem(names, 1000))).toBe('The network has 1,000 classes; the list has 999 names.');
    expect(said(countProblem(['cat'], 2))).toBe('The network has 2 classes; the list has 1 name.');
    expect(countProblem(['cat', 'dog'], 2)).toBeNull();
  });
});
