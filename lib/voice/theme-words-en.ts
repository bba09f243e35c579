import type { Theme } from './theme-rows.ts';

/** Words and phrases (joined by `_`) that name a theme in English, our own list. */
export const themeWordsEn: Readonly<Record<Theme, string>> = {
  product_quality: `quality product products item items material materials fabric build built construction workmanship durable durability
    sturdy flimsy defective defect defects broke broken breaks faulty works worked working stopped_working battery charger charge screen
    sound volume signal reception headset phone device camera case fit fits performance feature features functionality model`,
  taste: `taste tastes tasted tasty flavor flavors flavour flavorful flavorless bland delicious food meal meals dish dishes menu breakfast lunch dinner
    burger burgers pizza steak chicken beef pork fish sushi salad soup sauce fries sandwich tacos rice noodles dessert bread eggs coffee
    drink drinks wine beer fresh stale raw overcooked undercooked greasy salty dry meat cold_food buffet bacon appetizer`,
  portion: `portion portions serving servings size quantity amount missing incomplete left_out forgot forgotten wrong_order wrong_item filling enough_food plenty skimpy`,
  packaging: `packaging packaged package box boxed bag bags wrapped wrapping container containers sealed seal leaked spilled crushed dented damaged_box`,
  service_attitude: `service attitude staff server servers waiter waitress waitresses waiters bartender employee employees manager management owner owners host hostess
    receptionist reception_desk front_desk rude polite friendly unfriendly courteous helpful unhelpful attentive ignored welcoming professional unprofessional customer_service
    hospitality cashier salesperson sales_person agent agents representative`,
  staff_skill: `knowledgeable knowledge expert expertise experienced inexperienced trained untrained training skilled competent incompetent clueless understood advice explained
    explain technician mechanic doctor instructor knew_nothing`,
  price: `price prices priced pricing cost costs expensive cheap overpriced affordable value bargain deal deals money worth fee fees charged overcharged bill discount discounts
    coupon rip_off ripoff budget dollars bucks inexpensive pricey`,
  delivery: `delivery deliver delivered delivers shipping shipped ship shipment courier driver drivers arrived arrive arrives arrival tracking parcel mailed postage dispatch dispatched
    on_time late_delivery carrier`,
  waiting: `wait waited waiting waits queue queues line lines slow slowly minutes hour hours late delay delayed delays on_hold prompt promptly quick quickly speedy forever took_forever
    long_time seated`,
  environment: `atmosphere ambiance ambience environment decor room rooms place location_inside interior seating seats table tables music noise noisy loud quiet comfortable uncomfortable cozy
    crowded spacious parking bathroom bed beds pillow shower air_conditioning heating wifi elevator lobby pool patio view`,
  cleanliness: `clean cleaned cleanliness dirty filthy spotless unclean hygiene hygienic unsanitary sanitary smell smelled smelly stains stained hair bugs cockroach roach roaches dust dusty
    mold mould sticky gross restroom restrooms`,
  location: `location located close_to near nearby walking_distance neighborhood neighbourhood downtown airport station transport convenient_location far_from hard_to_find easy_to_find`,
  after_sales: `return returned returns returning refund refunded refunds exchange exchanged warranty repair repaired replace replaced replacement after_sales complaint complaints
    complained compensation support tech_support customer_support resolved cancel cancelled cancellation`,
  website: `website site web_site app apps online page pages login log_in account checkout payment pay_online booking booked reservation reservations order_online crash crashes crashed bug
    glitch interface password update software link`,
  information: `description described advertised advertising misleading misled picture pictures photo photos as_shown not_as_described information info communication communicate informed told
    promised promise lied lie lies honest dishonest instructions instruction manual label website_says scam fraud`,
};
