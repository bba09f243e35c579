/** What runs by the clock, in the business's zone. Never between 01:00 and 03:00, where clock changes repeat or skip hours. */
export const schedules = {
  night: {
    cron: 'cron(30 3 * * ? *)',
    starts: 'night',
    description: 'Re-score everybody as of yesterday',
  },
  /** At any hour: quiet hours are those of each customer's own zone. */
  ask: {
    rate: 'rate(10 minutes)',
    starts: 'ask',
    description: 'Begin waves, ask and remind who is due',
  },
} as const;
