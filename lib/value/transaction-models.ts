import { bgNbd } from './bg-nbd.ts';
import { mbgCnbdK } from './mbg-cnbd-k.ts';
import { mbgNbd } from './mbg-nbd.ts';
import { paretoNbd } from './pareto-nbd.ts';
import type { TransactionModel, TransactionModelName } from './transaction-model.ts';

/** All transaction models by name. Another one joins with a row here. */
export const transactionModels: Readonly<Record<TransactionModelName, TransactionModel>> = {
  'bg-nbd': bgNbd,
  'mbg-nbd': mbgNbd,
  'pareto-nbd': paretoNbd,
  'mbg-cnbd-k': mbgCnbdK,
};
