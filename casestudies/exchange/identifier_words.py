"""Words that the check for identifiers knows: first names, and capitalised words that are no name. Small letters, pure data."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# First names that are common in Britain and are hardly ever anything else, found also in small letters.
FIRST_NAMES = _words("""
    aaliyah aaron abdul abdullah abigail abu adam adele adrian agnieszka ahmed aidan aiden aileen aisling alan alana alasdair
    alastair albert alejandro alessandro alex alexander alexandra alexis alfie ali alice alicia alina alison aliyah allison
    amanda amelia amelie amina amir amira amit ammar amy ana anais andre andrea andreea andrew andrzej angela angus anika
    anita anjali ann anna annabel anne annette annie anthony antonia antonio anya anthea archie ariana arjun arnold arthur
    arun asha ashley asif asma astrid audrey ava ayaan ayesha barbara barry bartosz beata beatrice becky ben benedict
    benjamin bernadette bethan bethany betty beverley bianca billy blessing bogdan brandon brenda brendan brian bridget
    bronwen bryony caitlin callum calum cameron carl carly carmel carmen carol caroline carolyn catherine cathy catriona
    cecilia ceri charles charlie charlotte chantelle chelsea cheryl chiara chidi chinedu chloe chris christian christina
    christine christopher ciara claire clare claudia clive colette colin connor conor courtney craig cristina cynthia damian
    daniela danielle danuta darren dave david dawid deborah debbie deepak deirdre denise derek desmond diana diane dimitri
    dominic dominik donald donna dorothy dorota douglas duncan dylan eamon edith edward eileen eilidh elaine eleanor elena
    elizabeth ella elliot ellis elsie emeka emily emma emmanuel eric erin esther ethan eva evelyn evie ewa ewan ezra faisal
    farah farhan fatima fatma felicity felix fergus fiona florence frances francesca freddie frederick freya gabriel
    gabriela gareth gavin gemma geoff geoffrey george georgia georgina geraldine gerard gillian gina giovanni giulia gordon
    graham greg gregory gurpreet gwen habib hadiya hafsa hamza hannah hanna haris harpreet harriet harry harvey hasan hassan
    hayley heather helen henry hilary hugh hugo husna hussain hussein ian ibrahim idris ifeoma imogen imran inaya ioana irena
    isaac isabel isabella isabelle isha isla ismail ivan iwona jacek jackie jacob jacqueline jade jaden jake jakub jamal james
    jamie jan jane janet janice jasmine jason jaspreet javier jayden jean jeanette jeff jeffrey jemima jennifer jenny jeremy
    jerome jessica jill joan joanna joanne joe joel john jon jonah jonathan jordan jorge jose joseph josephine josh joshua
    joyce juan judith julia julian julie juliet justin kamil karen karl karolina kasia katarzyna kate katherine kathleen
    kathryn katie kayleigh keeley keiran keith kelly kelsey ken kenneth kevin keziah khadija khalid kiera kieran kim kimberley
    kirsten kirsty kofi krishna kristina krystyna kwame kyle lachlan laila lakshmi lara laura lauren layla leah leanne leila
    leo leon leonard leroy lesley leslie lewis liam lilian lillian linda lindsay lisa liz logan lorna lorraine louis louisa
    louise luca lucas lucia lucy luis lukas luke lydia lynn lynne lynsey mabel maciej maddison madeleine magdalena maisie
    malcolm malgorzata manjit mandy marcin marcus margaret maria mariam marie marion marta martha martin martina martyn mary
    maryam mateusz matilda matthew maureen maurice max maya megan mehmet melanie melissa mia michael michal michelle miguel
    mike milan mina miriam mohamed mohammad mohammed moira mollie molly monika morag morgan muhammad muriel musa mustafa
    nadia nadine naomi natalia natalie natasha nathan nathaniel nazia neil ngozi nia niall nicholas nicola nicole nigel
    nikita nina noah noel noor norma norman nusrat olga oliver olivia oluwaseun omar orla oscar osman owen paige pamela
    patricia patryk paul paula pauline pawel pedro peter phil philip philippa phoebe phyllis piotr rachael rachel rafael
    rahul raj rajesh ralph raymond rebecca reece reggie rhiannon rhys ricardo richard rita robert roberta roberto robyn
    roderick roger roisin roman ronald rory rosemary rosie ross roxanne rowan ruby rupert russell ruth ryan sabrina sadia
    safiya saima salma samantha samina samir samira samuel sandra sanjay saoirse sarah sara saskia sean sebastian selina
    shabnam shane shania shannon sharon shaun shazia sheila shirley shreya sian simon simran sinead siobhan sofia sonia
    sophia sophie stacey stanley stefan stella stephanie stephen steven stuart sunita susan susannah suzanne sylvia syed
    szymon tamara tanya tara tariq tatiana terence teresa terry thea theo theresa thomas tiffany tim timothy tina toby
    tomasz toni tony tracey tracy trevor tunde tyler tyrone uma umar usman valentina valerie vanessa vera veronica victoria
    vijay vikram vincent vivian vivienne walter wanda wayne wendy wesley wilfred william winifred wojciech xavier yasmin
    yasmine yusuf yvette yvonne zac zachary zahra zainab zak zara zeeshan zofia zoe zoya zuzanna
""")

# Capitalised words that stand in the middle of sentences and tell of nobody in particular.
NO_NAMES = _words("""
    i
    monday tuesday wednesday thursday friday saturday sunday mondays tuesdays wednesdays thursdays fridays saturdays sundays
    january february march april may june july august september october november december
    mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec
    christmas easter ramadan eid diwali hanukkah vaisakhi lent whitsun passover boxing advent halloween bonfire
    god allah jesus islam muslim christian christianity catholic hindu hinduism sikh sikhism jewish judaism buddhist quran
    koran bible church
    english british scottish welsh irish european african asian caribbean american indian pakistani bangladeshi chinese
    polish romanian bulgarian hungarian lithuanian latvian ukrainian russian somali nigerian ghanaian eritrean ethiopian
    sudanese syrian iraqi iranian kurdish turkish afghan albanian portuguese spanish french german italian greek arabic
    arab urdu punjabi bengali gujarati hindi tamil sylheti mandarin cantonese farsi dari pashto tigrinya yoruba igbo twi
    swahili romani roma traveller travellers gypsy vietnamese filipino jamaican brazilian japanese korean makaton
    england britain scotland wales ireland uk europe
    mum mums mummy mam mammy mother dad dads daddy father nan nana nanny nannan gran granny grandma grandad grandpa
    grandmother grandfather auntie aunt uncle stepdad stepmum brother sister baby foster carer carers
    mr mrs ms miss mx dr sir madam nurse doctor professor prof
    school schools nursery college university hospital clinic ward surgery centre centres hub hubs court council police
    housing health mental social care services service adult adults child children childrens family families young early
    help start sure healthy universal credit carer allowance benefit benefits universal department team teams duty crisis
    home treatment community perinatal parent parents infant liaison safeguarding board partnership trust ambulance
    emergency accident psychiatry psychology therapy talking therapies nhs hv gp
    act acts section article schedule working together protection plan in need looked after assessment conference review
    framework think whole approach signs safety video interaction guidance circle security solihull brazelton watch
    wonder triple incredible years bookstart red book ages stages edinburgh whooley beck strengths difficulties
    questionnaire scale quick mind samaritans barnardos nspcc childline shout cruse relate women womens refuge aid
    depression anxiety bipolar psychosis schizophrenia autism adhd covid
    sertraline fluoxetine citalopram escitalopram mirtazapine venlafaxine duloxetine paroxetine olanzapine quetiapine
    risperidone aripiprazole clozapine haloperidol lithium lamotrigine valproate diazepam lorazepam zopiclone promethazine
    propranolol methadone buprenorphine naloxone ritalin calpol paracetamol metformin levothyroxine
    teams zoom skype whatsapp facebook instagram tiktok snapchat google youtube netflix internet email rio systmone emis
    mosaic liquidlogic lcs spine excel word
    football lego peppa bluey disney xbox playstation minecraft
    state secretary government parliament magistrates crown high family supreme equality human rights gdpr caldicott
    makaton portage sencos
""")

# What a sentence may begin with before "said", "was" and the like, beside the words above.
SUBJECTS = _words("""
    he she it they we you i who what that this these those there here nobody somebody someone everyone everybody anyone
    nothing something everything anything none one two three both each all some many most few several another other others
    neither either such much more less enough people staff colleagues workers professionals practitioners nurses doctors
    midwives visitors teachers parents mothers fathers women men girls boys kids toddlers siblings neighbours friends
    relatives grandparents families children babies partners managers supervisors consultants therapists psychologists
    psychiatrists work time trust sleep money food fear shame love hope joy grace patience faith risk breakfast life
    silence listening asking waiting honesty kindness stigma loneliness confidentiality consent information support
    attendance homework medication poverty domestic alcohol drink drugs violence evidence research training supervision
    practice culture religion language
    life half part last next first second third whoever whatever whichever where when why how if then now today tomorrow
    yesterday tonight perhaps maybe sometimes often never always the a an his her its their our my your and but or so
    because although though while since until after before as in on at by to from for with without of about
    everyday social not no yes attention attachment feeding crying bedtime night morning evening
""")
