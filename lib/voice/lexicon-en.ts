/**
 * Polarity words of English, our own list: what customers write about goods, places and service. Words
 * and phrases (joined by `_`) are separated by spaces; the weight of a group is its polarity.
 */
export const polarityEn: Readonly<Record<string, string>> = {
  '2': `
    amazing awesome excellent outstanding perfect perfectly fantastic wonderful superb incredible fabulous phenomenal
    exceptional exceptionally brilliant terrific magnificent flawless flawlessly impeccable delicious scrumptious
    loved love loves best delightful heavenly stellar spectacular marvelous splendid exquisite extraordinary thrilled
    ecstatic unbeatable must_have highly_recommend strongly_recommend blown_away five_stars 5_stars 10/10 top_notch
    first_class world_class beautifully gorgeous stunning favorite favourite faves addicted divine life_saver lifesaver
    can't_wait knocked_out rocks gem sweetest yummy greatest insanely_good to_die_for goodness perfection`,
  '1': `
    good great nice nicely well fine like liked likes enjoy enjoyed enjoying enjoyable happy happily pleased pleasant
    pleasantly pleasure satisfied satisfying satisfies recommend recommended recommending recommendation impressed
    impressive friendly kind courteous polite helpful attentive prompt promptly quick quickly fast speedy efficient
    professional knowledgeable caring thoughtful patient respectful welcoming warm responsive reliable dependable sturdy
    durable solid strong comfortable comfortably comfy cozy clean spotless tidy neat fresh tasty flavorful flavourful
    savory juicy tender crisp crispy moist creamy rich sweet hot_and_fresh authentic generous ample plenty affordable
    inexpensive cheap_price reasonable reasonably bargain deal steal value worth worthwhile worthy easy easily simple
    convenient conveniently smooth smoothly intuitive useful handy clear clearly crystal sharp bright beautiful lovely
    pretty attractive stylish sleek elegant cute cool fun charming relaxing relaxed quiet peaceful spacious roomy
    improved improvement improves better upgrade works worked working fits fit fitted snug fix fixed solved resolved
    thank thanks thankful grateful appreciate appreciated glad delighted excited exciting super superior quality decent
    interesting unique creative innovative fair honest genuine trustworthy trusted safe secure accurate effective
    flexible lightweight compact light long_lasting lasts lasted holds_up bargain_price complaints_none no_complaints
    no_problems no_problem no_issues no_trouble not_bad can't_beat can't_complain cannot_beat can't_go_wrong never_disappoints
    wont_disappoint won't_disappoint not_disappointed won't_be_disappointed come_back coming_back be_back will_return
    go_back_again definitely_back back_again again_soon looking_forward always loyal regulars hooked win winner wow yay yum
    succulent perfect_size just_right on_time ahead_of_time early free complimentary bonus pleaser plus perks positive
    success successful successfully thumbs_up two_thumbs props bravo kudos cheers recommendable satisfaction
    refreshing refreshed fluffy seasoned flavored buttery melt melted hearty homemade outgoing accommodating accomodating
    cheerful smiles smiling smile genuinely ideal ideally excels exceeded exceeds exceed gracious hospitality luxurious
    loud_and_clear clarity booming noise_canceling wise_choice deserves consistent consistently thorough worked_great`,
  '-1': `
    bad badly poor poorly disappoint disappointed disappointing disappointment disappoints unhappy unsatisfied dissatisfied
    unsatisfying unfortunately unfortunate sad sadly sorry regret regretted mediocre average meh bland tasteless flavorless dry
    dried soggy stale greasy oily salty overcooked undercooked burnt burned cold lukewarm raw frozen chewy tough mushy rubbery slimy
    watery rotten spoiled gross dirty filthy sticky stained smelly smell stinks stink stench old outdated worn rundown
    run_down cramped crowded tiny small_portion noisy loud uncomfortable unpleasant annoying annoyed annoyance irritating
    frustrated frustrating frustration confusing confused difficult hard hassle trouble problem problems issue issues complaint
    complaints complain complained slow slowly slower wait waited waiting late delayed delay delays forever hours unprofessional
    rude impolite unfriendly unhelpful careless cold_food arrogant ignored ignore ignores ignoring inattentive neglected lazy
    incompetent clueless attitude indifferent expensive overpriced pricey costly rip ripped waste wasted wasting wasn't_worth
    not_worth isn't_worth worthless useless pointless broken broke breaks breaking break defective defect defects faulty flawed flaw
    malfunction malfunctioned fail failed fails failing failure died dead dies drops dropped dropping disconnects disconnected
    static echo muffled garbled crackles scratched scratches cracked crack cracks bent peeling loose flimsy fragile cheaply cheap
    unreliable inconsistent unusable uncomfortable unacceptable unsanitary undersized incompatible inaccurate incorrect wrong mistake mistakes missing
    lacking lacks lack lacked lost leak leaks leaked leaking refund refunded return returned returning send_back sent_back exchange
    replace replaced replacement never nothing nobody none cannot doesn't_work don't_work didn't_work not_work won't_work
    stopped_working stop_working quit_working don't_buy do_not_buy don't_waste never_again not_good wasn't_good not_great not_recommend don't_recommend
    wouldn't_recommend not_impressed not_happy unimpressed underwhelming underwhelmed lame boring dull weird strange ridiculous
    unfair dishonest misleading misled lied lie lies lying fake false scam hidden overcharged overcharge charged extra_charge
    avoid beware stay_away steer_clear skip pass unless downside worse weak short shorter short_lived uneven stuck stalled crash crashes crashed freezes freeze buggy
    glitch error errors impossible unable unavailable barely hardly sucked sucks suck crap crappy junk trash garbage lousy
    pathetic sick ill hair bug bugs flies fly roach insects embarrassing embarrassed insulted insulting upset tired bother bothered
    unwelcome unclear fuzzy blurry dim dark itchy hurt hurts hurting painful pain sore headache lemon joke
    unfinished incomplete gave_up one_star 1_star zero_stars two_stars 2_stars no_stars bother_with not_enough too_small too_big too_long too_salty too_sweet no_flavor
    downhill declined mess messy ruined ruin overhyped overrated forget forgot forgotten excuse excuses apologize apology refuse refused refuses denied
    would_not wouldn't not_going won't_be_back not_be_back won't_return won't_go_back not_go_back no_way rather_than instead uninspired unremarkable disgrace shame skimpy stingy poor_quality`,
  '-2': `
    terrible terribly awful horrible horribly horrid worst disgusting disgusted nasty atrocious abysmal appalling dreadful
    horrendous hideous inedible vomit vomited puke nauseous food_poisoning poisoned hate hated hates despise outrageous
    outraged infuriating furious livid disgraceful shameful despicable inexcusable insult scammed cheated fraud thieves thief
    criminal crooks liars rip_off ripoff ripped_off piece_of_junk piece_of_crap complete_waste waste_of_money waste_of_time
    waste_of_my total_waste big_disappointment huge_disappointment extremely_disappointed very_disappointed never_again
    never_go_back never_return never_be_back stay_away worst_ever nightmare disaster unbelievably_bad utterly poison toxic cockroach cockroaches
    unbearable intolerable lawsuit sue zero_stars shit bullshit`,
};

export const negatorsEn =
  "not no never none n't cannot without neither nor hardly barely isn't wasn't aren't weren't don't doesn't didn't won't wouldn't can't couldn't shouldn't haven't hasn't hadn't ain't dont doesnt didnt wont cant isnt wasnt wouldnt couldnt";

export const intensifiersEn =
  'very really so extremely absolutely totally completely highly incredibly super too quite truly especially most definitely utterly insanely beyond';

export const diminishersEn =
  'somewhat slightly fairly kinda kind_of sort_of bit little mildly pretty ok okay almost';

/** What is written in anger, beyond being dissatisfied. */
export const angerEn = `
  furious livid outraged outrageous disgusting disgusted disgrace disgraceful scam scammed scammers fraud liars lied thieves thief
  criminal crooks cheated ripoff rip_off ripped_off unacceptable inexcusable ridiculous insulting insulted pathetic appalling
  never_again never_return never_go_back hate hated worst lawsuit sue lawyer police report_you refund_now demand crap shit bullshit wtf
  shame_on stay_away rude angry rage fed_up sick_of fuming`;
