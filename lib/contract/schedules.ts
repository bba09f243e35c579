/** What runs by the clock, in the business's zone. Never between 01:00 and 03:00, where clock changes repeat or skip hours. */
export const schedules = {
  night: {
    cron: 'cron(30 3 * * ? *)',
    starts: 'night',
    description: 'Re-score everybody as of yesterday',
  },
} as const;
