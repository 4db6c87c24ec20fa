/** Without a login everybody who may act is the operator. */
export const OPERATOR = 'operator';
