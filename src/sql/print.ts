/** From nodes to text: what parse.ts reads back as the same nodes. */
export { printExpression } from './print/expression.ts';
export { printStatement } from './print/statement.ts';
