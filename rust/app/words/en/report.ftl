### Words of trends and reports.

## Trends
# Heading.
trends-title = Regional trends
# $first and $last are reporting periods.
trends-text = Reporting periods from { $first } to { $last }. Areas and groups stand side by side and are never ranked.
# $date is when the newest was published.
trends-signed = Signed by the statistics office, checked in this browser. Newest release: { $date }.
# $k and $restricted are numbers of persons.
trends-rules = Figures that could point to fewer than { $k } persons ({ $restricted } for restricted indicators) are hidden, and others with them so that they can't be computed.
# Read aloud: what the list of links is.
trends-contents = Indicators
# While releases are fetched and checked.
trends-waiting = Fetching releases and checking their signatures.
# Nothing was published yet.
trends-empty = No release was published yet.
# The one text for whatever is hidden.
hidden = hidden to protect persons
# A row of a table: persons who preferred not to say.
did-not-say = Preferred not to say
# Beside an indicator.
restricted = restricted, for the whole country only
# Read aloud: what the picture is. $title is the indicator's name.
chart-label = Line chart: { $title }. The table below says the same.
# Under a point: of how many persons. $n is a number.
chart-of = of { $n }
# Read aloud: what the table is. $title is the indicator's name.
table-label = Table: { $title }
# Read aloud: what the row of buttons does. $title is the indicator's name.
split-label = Split: { $title }
# All persons together.
split-all = All together
# Split by time since release.
split-stage = Time since release
# Split.
split-area = Area
# Split.
split-sex = Sex
# Split.
split-need = Need
# Split.
split-service = Service
# Split.
split-document = Document
# Split.
split-reason = Reason
# Split.
split-strength = Strength
# Split.
split-stigma = What happened
# Split.
split-event = What happened
# Split.
split-activity = Activity
# Split.
split-item = Item

## Indicators
# Name of an indicator.
indicator-eng-1 = First contact in time
# Name of an indicator.
indicator-eng-2 = Contacts reached
# Name of an indicator.
indicator-eng-3 = Participation
# Name of an indicator.
indicator-eng-4 = Appointments kept
# Name of an indicator.
indicator-acc-1 = Stable accommodation
# Name of an indicator.
indicator-emp-1 = In work, training or care
# Name of an indicator.
indicator-doc-1 = Documents complete
# Name of an indicator.
indicator-inc-1 = Basic needs covered
# Name of an indicator.
indicator-fam-1 = Family contact
# Name of an indicator.
indicator-fam-2 = A person to turn to
# Name of an indicator.
indicator-hlt-1 = Access to care
# Name of an indicator.
indicator-hlt-2 = Own view of wellbeing
# Name of an indicator.
indicator-hlt-3 = Wants help with substances
# Name of an indicator.
indicator-com-1 = Feels accepted
# Name of an indicator.
indicator-com-2 = Stigma
# Name of an indicator.
indicator-com-3 = Chosen activities
# Name of an indicator.
indicator-goa-1 = Own goals moving
# Name of an indicator.
indicator-str-1 = What is going well
# Name of an indicator.
indicator-saf-1 = Safety concerns raised
# Name of an indicator.
indicator-ref-1 = Needs asked
# Name of an indicator.
indicator-ref-2 = Referrals made
# Name of an indicator.
indicator-ref-3 = Referral success
# Name of an indicator.
indicator-ref-4 = Why not served
# Name of an indicator.
indicator-ref-5 = Service gaps

## What indicators count
# Beside a thin grey line: what it is.
behind-key = All together, to compare
# Who is counted.
counts-eng-1 = persons met or spoken to within 3 days of release
# Among whom.
among-eng-1 = persons released in the period for whom a contact was recorded
# What is counted.
counts-eng-2 = contacts met or spoken to
# Among what.
among-eng-2 = all attempts
# Who is counted.
counts-eng-3 = persons who agreed to answer
# Among whom.
among-eng-3 = persons contacted
# Who is counted.
counts-eng-4 = persons who kept all or most appointments
# Among whom.
among-eng-4 = persons with any planned
# Who is counted.
counts-acc-1 = persons with a home that is theirs for the next three months
# Who is counted.
counts-emp-1 = persons in work, training, learning or caring
# Among whom.
among-emp-1 = persons able to work who answered
# Who is counted.
counts-doc-1 = persons with no document missing; for each document, persons without it
# Who is counted.
counts-inc-1 = persons with enough always or mostly
# Who is counted.
counts-fam-1 = persons with good or some contact
# Who is counted.
counts-fam-2 = persons with somebody to turn to
# Who is counted.
counts-hlt-1 = persons who can get to a doctor and medicines
# Who is counted.
counts-hlt-2 = persons who felt good or fair
# Who is counted.
counts-hlt-3 = persons who would like help
# Who is counted.
counts-com-1 = persons who feel accepted
# Who is counted.
counts-com-2 = persons to whom any of it happened
# Who is counted.
counts-com-3 = persons who take part in any
# Who is counted.
counts-goa-1 = persons who see goals reached or on track
# Who is counted.
counts-str-1 = for each strength, persons who name it
# Who is counted.
counts-saf-1 = persons with a concern for later or now
# Among whom.
among-saf-1 = persons
# Who is counted.
counts-ref-1 = for each need, persons who ask for support
# Who is counted.
counts-ref-2 = for each need, persons with a referral for it
# Among whom.
among-ref-2 = persons who ask for the need
# Among whom: the usual denominator.
among-answered = persons who answered
# Among whom.
among-private = persons asked in private who answered

## Members of the splits, as in the check-in form
# A value of: document.
document-id = Identity card
# A value of: document.
document-residence = Registration of residence
# A value of: document.
document-health-ins = Health insurance
# A value of: document.
document-employment-reg = Registration with the employment service
# A value of: document.
document-bank = Bank account
# A value of: document.
document-driving = Driving licence
# A value of: document.
document-diploma = School or training certificates
# A value of: document.
document-other = Other
# A value of: stage.
stage-pre-release = Before release
# A value of: stage.
stage-m0-1 = Up to 1 month
# A value of: stage.
stage-m2-3 = 2–3 months
# A value of: stage.
stage-m4-6 = 4–6 months
# A value of: stage.
stage-m7-12 = 7–12 months
# A value of: stage.
stage-m13-plus = More than 12 months
# A value of: stigma.
stigma-job = Refused a job
# A value of: stigma.
stigma-housing = Refused accommodation
# A value of: stigma.
stigma-service = Refused a service
# A value of: stigma.
stigma-insults = Insults or threats
# A value of: stigma.
stigma-media = Exposed in media or on social networks
# A value of: stigma.
stigma-family = Family or children harassed
# A value of: activity.
activity-sport = Sport
# A value of: activity.
activity-volunteer = Volunteering
# A value of: activity.
activity-culture = Culture or hobby
# A value of: activity.
activity-course = Course or learning group
# A value of: activity.
activity-association = Club or association
# A value of: activity.
activity-neighbours = Helping neighbours or the community
# A value of: activity.
activity-other = Other
# A value of: strength.
strength-home = Stable home
# A value of: strength.
strength-work = Work or learning
# A value of: strength.
strength-family = Supportive family
# A value of: strength.
strength-mentor = Trusted mentor or worker
# A value of: strength.
strength-friends = Positive friends
# A value of: strength.
strength-goals = Own goals and plans
# A value of: strength.
strength-health = Health is cared for
# A value of: strength.
strength-activities = Positive activities
# A value of: strength.
strength-skills = Skills and abilities
# A value of: need.
need-housing = Accommodation
# A value of: need.
need-work = Work
# A value of: need.
need-training = Training or education
# A value of: need.
need-documents = Documents
# A value of: need.
need-money = Money, food or heating
# A value of: need.
need-health = Health care
# A value of: need.
need-mental-health = Psychological support
# A value of: need.
need-substance = Help with addiction
# A value of: need.
need-family = Family counselling or mediation
# A value of: need.
need-child = Support for children or school
# A value of: need.
need-legal = Legal advice
# A value of: need.
need-transport = Transport
# A value of: need.
need-safety = Safety and protection
# A value of: need.
need-other = Other
# A value of: service.
service-csw = Centre for social work / social services
# A value of: service.
service-employment = Employment service
# A value of: service.
service-training = School or training centre
# A value of: service.
service-registry = Registry office
# A value of: service.
service-health-centre = Health centre / family doctor
# A value of: service.
service-mh-centre = Mental health centre
# A value of: service.
service-legal-aid = Free legal aid
# A value of: service.
service-municipality = Municipality
# A value of: service.
service-probation = Probation / supervising officer
# A value of: service.
service-shelter = Shelter or safe house
# A value of: service.
service-humanitarian = Red Cross or soup kitchen
# A value of: service.
service-mentor = Mentor
# A value of: service.
service-ngo = Community organisation (NGO)
# A value of: reason.
reason-capacity = No free capacity
# A value of: reason.
reason-not-eligible = Not eligible
# A value of: reason.
reason-residence = Registered in another municipality
# A value of: reason.
reason-documents = Missing documents
# A value of: reason.
reason-distance = Too far or no transport
# A value of: reason.
reason-cost = Cost
# A value of: reason.
reason-past-sentence = Because of the past sentence
# A value of: reason.
reason-other = Other
