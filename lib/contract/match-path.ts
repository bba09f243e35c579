/** Whether a path fits a template such as `/v1/customers/{customerId}`. Parameters are one step each and not empty. */
export const matchPath = (template: string, path: string): boolean => {
  const [steps, wanted] = [path.split('/'), template.split('/')];
  return (
    steps.length === wanted.length &&
    wanted.every((step, index) =>
      step.startsWith('{') ? steps[index] !== '' : step === steps[index],
    )
  );
};
