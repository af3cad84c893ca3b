// Lists the fields of what Go sends that the page never uses: a field that nobody reads is work for nothing, in Go and
// on the bridge. Run by "npm run check".
import path from 'node:path';
import ts from 'typescript';

const views = path.resolve('src/bridge/generated/views.ts');
const config = ts.getParsedCommandLineOfConfigFile(
  'tsconfig.json',
  {},
  { ...ts.sys, onUnRecoverableConfigFileDiagnostic: fail },
);
const program = ts.createProgram(config.fileNames, config.options);
const checker = program.getTypeChecker();

function fail(diagnostic) {
  throw new Error(ts.flattenDiagnosticMessageText(diagnostic.messageText, '\n'));
}

const fields = new Map();
for (const statement of program.getSourceFile(views).statements) {
  if (ts.isInterfaceDeclaration(statement)) {
    for (const member of statement.members) {
      fields.set(member, `${statement.name.text}.${member.name.text}`);
    }
  }
}

const mark = (symbol) => {
  for (const declaration of symbol?.declarations ?? []) {
    fields.delete(declaration);
  }
};
// A view may be handed on as a type of a component's own, so what is read of such a type counts for views that fit it.
const others = new Map();
const noteOther = (type, name) => others.set(name, [...(others.get(name) ?? []), type]);

const markRead = (type, name) => {
  if (type !== undefined) {
    mark(checker.getNonNullableType(type).getProperty(name));
    noteOther(checker.getNonNullableType(type), name);
  }
};

function visit(node) {
  if (ts.isPropertyAccessExpression(node)) {
    markRead(checker.getTypeAtLocation(node.expression), node.name.text);
  } else if (ts.isElementAccessExpression(node) && ts.isStringLiteral(node.argumentExpression)) {
    markRead(checker.getTypeAtLocation(node.expression), node.argumentExpression.text);
  } else if (ts.isBindingElement(node) && ts.isObjectBindingPattern(node.parent)) {
    markRead(checker.getTypeAtLocation(node.parent), (node.propertyName ?? node.name).getText());
  } else if (ts.isPropertyAssignment(node) || ts.isShorthandPropertyAssignment(node)) {
    const type = checker.getContextualType(node.parent);
    for (const part of type?.isUnion() ? type.types : [type]) {
      markRead(part, node.name.getText());
    }
  } else if (ts.isIndexedAccessTypeNode(node) && ts.isLiteralTypeNode(node.indexType)) {
    markRead(checker.getTypeAtLocation(node.objectType), node.indexType.literal.text);
  } else if (ts.isLiteralTypeNode(node) && ts.isStringLiteral(node.literal)) {
    const pick = node.parent;
    if (ts.isTypeReferenceNode(pick) && pick.typeName.getText() === 'Pick') {
      markRead(checker.getTypeAtLocation(pick.typeArguments[0]), node.literal.text);
    }
  }
  ts.forEachChild(node, visit);
}

for (const file of program.getSourceFiles()) {
  const name = path.relative('.', file.fileName);
  if (
    name.startsWith('src/') &&
    !name.includes('generated/') &&
    !name.includes('.test.') &&
    !name.startsWith('src/testing/')
  ) {
    visit(file);
  }
}

for (const member of fields.keys()) {
  const view = checker.getTypeAtLocation(member.parent);
  const fits = (type) => (type.flags & ts.TypeFlags.Any) === 0 && checker.isTypeAssignableTo(view, type);
  if ((others.get(member.name.text) ?? []).some(fits)) {
    fields.delete(member);
  }
}

for (const name of fields.values()) {
  console.error(`The page never uses ${name}. Remove it from Go, or use it.`);
}
process.exitCode = fields.size > 0 ? 1 : 0;
