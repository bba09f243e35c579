import { forgetFields } from './keep-fields.ts';

forgetFields();
