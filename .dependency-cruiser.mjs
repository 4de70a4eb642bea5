/** Which part may import which (DESIGN.md, section 3). Checked by `npm test`; circles are Biome's to find. */
const packages = ['edge-agent', 'cloud-api', 'firmware-sim'];

const strangers = packages.map((from) => ({
  name: `${from}-is-on-its-own`,
  comment: 'edge-agent, cloud-api and firmware-sim meet only through protocol',
  severity: 'error',
  from: { path: `^${from}/` },
  to: { path: `^(${packages.filter((other) => other !== from).join('|')})/` },
}));

/** Folders of pure code: no files, sockets, timers, clocks. `node:crypto` computes, and may. */
const pure = [
  'protocol/src',
  'edge-agent/src/core',
  'edge-agent/src/line/scheduler',
  'cloud-api/src/attendance/(fold|rules|time)',
];

export default {
  forbidden: [
    ...strangers,
    {
      name: 'protocol-imports-nothing-of-ours',
      severity: 'error',
      from: { path: '^protocol/' },
      to: { path: '^(edge-agent|cloud-api|firmware-sim|deploy|ui)/', pathNot: '^deploy/testing/' },
    },
    {
      name: 'products-do-not-know-deploy',
      severity: 'error',
      from: { path: `^(${packages.join('|')}|ui)/(src|web)/` },
      to: { path: '^deploy/' },
    },
    {
      name: 'pure-core-does-no-io',
      severity: 'error',
      from: { path: `^(${pure.join('|')})/` },
      to: { dependencyTypes: ['core'], pathNot: '^(node:)?(crypto|buffer)$' },
    },
    {
      name: 'pages-import-no-server-code',
      severity: 'error',
      from: { path: '^[^/]+/web/' },
      to: {
        path: '^(edge-agent|cloud-api|firmware-sim)/src/',
        pathNot: '/(schema|words|acts|actions)[^/]*\\.ts$',
      },
    },
    // '✖' is what the reader of TypeScript makes of a property named `import` and of the word `from` in a text.
    // 'pdfmake/interfaces.js' is types only, and lies in @types.
    {
      name: 'resolvable',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true, pathNot: '^(✖|pdfmake/interfaces\\.js)$' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '/(dist|node_modules)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.tsx', '.js', '.mjs'],
    },
  },
};
