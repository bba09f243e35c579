/** `getTimeZones` of ECMA-402's Intl.Locale Info, which the compiler's library does not know yet. */
interface LocaleInfo {
  readonly getTimeZones: () => readonly string[] | undefined;
}

/** China keeps one time by law; the second zone in the tables is a custom of one region. */
const oneTime: Readonly<Record<string, readonly string[]>> = { CN: ['Asia/Shanghai'] };

const known = new Map<string, readonly string[]>();

/**
 * The IANA zones of a country (ISO 3166-1), empty for one that is not known. A customer has a country and
 * no zone of their own, so in a country of several zones all of them count.
 */
const zonesOfCountry = (country: string): readonly string[] => {
  const before = known.get(country);
  if (before) return before;
  // The runtime has the method since V8 9.9.
  const locale = new Intl.Locale(`und-${country}`) as unknown as LocaleInfo;
  const zones = oneTime[country] ?? locale.getTimeZones() ?? [];
  known.set(country, zones);
  return zones;
};

/** Zones that a customer may live in: those of the country, the business's where it is not known. */
export const customerZones = (
  location: { readonly country?: string | undefined } | undefined,
  businessZone: string,
): readonly string[] => {
  const zones = location?.country === undefined ? [] : zonesOfCountry(location.country);
  return zones.length > 0 ? zones : [businessZone];
};

/** The language that most people of a country write, by the likely subtags of Unicode (CLDR). */
export const countryLanguage = (country: string | undefined): string | undefined =>
  country === undefined ? undefined : new Intl.Locale(`und-${country}`).maximize().language;
