### Words of the browser pages: signing in, check-ins, cases, enrolments, directory, audit log.

## Around every page
# Link that jumps past the menu, for keyboards.
skip = Go to the content
# Read aloud: what the row of links is.
nav-label = Pages
# Read aloud before the list of languages.
language-title = Language
# Button: lock now.
lock = Lock
# While something is fetched.
wait = One moment
# First entry of a list.
choose = Choose
# Between two numbers: 12 of 30.
of = of
# A property that nobody recorded.
not-recorded = Not recorded
# Button: close this message.
button-close = Close
# Button: fetch again.
button-refresh = Refresh
# Button: show more of a list. $n is how many are left.
button-more = Show more ({ $n })
# Link: save the evidence against a server that contradicts itself.
evidence-save = Save the evidence
# Link in the menu.
nav-queue = Check-ins
# Link in the menu.
nav-cases = Cases
# Link in the menu: connecting phones and colleagues.
nav-enrolments = Enrolments
# Link in the menu: who has keys.
nav-directory = Directory
# Link in the menu: checking the directory.
nav-check = Directory check
# Link in the menu: who read and wrote what.
nav-audit = Audit log
# Link in the menu.
nav-trends = Trends
# Link in the menu: what this account is for.
nav-office = This account

## Signing in
# Heading.
sign-in-title = Sign in
# Field.
sign-in-name = Name
# Field.
sign-in-passphrase = Passphrase
# Under the field.
sign-in-passphrase-hint = Six words, with spaces between them.
# Button.
sign-in-button = Sign in
# While the passphrase is stretched, a few seconds.
sign-in-waiting = Opening your keys in this browser. This takes a few seconds.
# Under the form, quietly.
sign-in-where = Check-ins are opened in this browser only. The server can't read them.
# Link on the page for signing in.
account-link = I was invited and have no account yet
# Locked after ten minutes.
locked-idle = Locked after 10 minutes without use. Sign in to go on.
# The session ended.
locked-over = Your session has ended. Sign in to go on.
# Heading at a browser's first visit.
trust-title = First time in this browser
# $institution is a name.
trust-text = From now on this browser trusts { $institution }. Compare the fingerprint with the one that your office gave you. If it differs, don't sign in, and call your supervisor.
# Read aloud before the fingerprint.
trust-fingerprint = Fingerprint

## Making an account after an invitation
# Heading.
account-title = Make your account
# $n is the number of the step.
account-step = Step { $n } of 3
# What happens.
account-text = Your supervisor invited you. This browser now makes your keys; they never leave it unsealed.
# Field.
account-code = Code of the invitation
# Under the field.
account-code-hint = 32 letters and digits. The link that you were given fills it in.
# Under the field for the name.
account-name-hint = Choose the name with which you will sign in.
# Button.
account-make = Make my keys
# While the keys are made, a few seconds.
account-making = Making your keys in this browser. This takes a few seconds.
# Heading.
passphrase-title = Your passphrase
# Before the six words.
passphrase-text = These six words open your keys. They are shown once, and nobody can reset them. Write them on paper, and keep the paper where you keep other keys.
# Beside a box to tick.
passphrase-written = I wrote it down
# Button.
passphrase-next = Continue
# Heading.
account-compare-title = Compare these digits
# What to do.
account-compare = Read these digits aloud to your supervisor, face to face or by phone. They must be the same on both sides.
# While the supervisor has not signed yet.
account-waiting = Waiting for your supervisor to approve. This page goes on by itself.
# $name is the name to sign in with.
account-ready = { $name } is in the directory.
# What to do next.
account-ready-text = Sign in with this name and the six words.
# The invitation ran out before it was approved.
account-expired = This invitation has run out. Ask your supervisor for a new one.
# Before the link of an invitation.
invite-link = Send this link to your colleague. It lets one person ask for an account.
# Above address and code.
invite-link-typed = Or tell them this address and code:

## Check-ins: the list
# Heading.
queue-title = Check-ins
# Read aloud: what the row of buttons does.
queue-filter = Show by state
# Button of the filter.
queue-new = To read
# Button of the filter.
queue-read = Read
# Button of the filter.
queue-agreed = Action agreed
# Button of the filter.
queue-returned = Returned
# Button of the filter.
queue-closed = Closed
# Button of the filter.
queue-all = All
# Nothing in this list.
queue-empty = Nothing here now.
# While cases and check-ins are opened.
queue-opening = Opening your cases in this browser.
# $n is how many cases could not be opened. The reason follows.
cases-refused = Cases that could not be opened: { $n }.
# Mark on a check-in: a correction.
mark-correction = Correction
# Mark on a check-in: a newer version exists.
mark-superseded = Older version
# Mark on a check-in: the phone is not a writer of the case.
mark-flagged = Phone not of this case
# Mark on a check-in: one before it did not arrive.
mark-gap = One before it is missing
# State of a check-in.
state-received = Received
# State of a check-in.
state-read = Read
# State of a check-in.
state-agreed = Action agreed
# State of a check-in.
state-closed = Closed
# State of a check-in.
state-returned = Returned for correction
# State of a check-in of a phone that is not of the case.
state-accepted = Accepted

## A check-in
# While it is opened.
record-opening = Opening this check-in in this browser.
# Link.
record-back = All check-ins
# Heading: the address leads nowhere.
record-missing = There is no such check-in in your cases.
# The device's signature was checked in the browser.
record-verified = Signature of the phone checked in this browser
# Notice.
record-superseded = A correction of this version was received.
# Link.
record-newer = Open the newer version
# Notice.
record-flagged = This phone is not a writer of this case. The check-in is not counted until a member of the case team accepts it.
# Notice.
record-gap = An earlier check-in of this phone in this case has not arrived.
# $n is how many notes or state changes did not verify.
record-refused = Notes or changes of state that could not be verified and are not shown: { $n }. (HW-710)
# Heading above answers outside any section.
record-answers = Answers
# A section that was not asked. $n is how many questions it has.
section-not-asked = Not asked ({ $n } questions)
# In place of an answer.
answer-prefers-not = Prefers not to say
# In place of an answer.
answer-skipped = Skipped
# In place of an answer.
answer-not-asked = Not asked
# Beside a question: never counted.
class-sealed = For the case team only
# Beside a question: counted for the whole country only.
class-restricted = Counted nationally only
# Heading.
changes-title = What changed since the returned version
# No answer changed.
changes-none = No answer changed.
# The earlier version is not here.
changes-unknown = The earlier version is not among your check-ins, so it can't be compared.
# Read aloud before the new answer.
changes-new = Now:
# Before the earlier answer.
changes-old = Before:
# Button beside an answer.
comment = Comment
# Button beside an answer.
comment-remove = Remove comment
# Read aloud: the button beside an answer. $question is the question.
comment-on = Comment on: { $question }
# Read aloud: the button beside an answer. $question is the question.
comment-remove-on = Remove comment on: { $question }
# Field.
comment-label = Comment for the worker
# Heading.
history-title = History and notes
# A note of the case team.
history-note = Note

## What to do with a check-in
# Heading.
next-title = What next
# Nothing is left to do.
next-closed = This check-in is closed. To ask about an answer, comment on it above.
# It was sent back.
next-returned = Returned to the worker. The correction will appear among the check-ins.
# Field.
note-label = Note for the case team
# Under the field.
note-hint = Sealed like the check-in. Needed when an action is agreed.
# An action was agreed without a note.
note-needed = Write in the note which action was agreed.
# Button.
action-read = Mark as read
# Button.
action-agree = Agree an action
# Button.
action-close = Close
# Button: accept the check-in of a phone that is not of this case.
action-accept = Accept this check-in
# Button.
action-return = Return for correction
# $n is how many comments were written.
return-text = Comments written: { $n }. The worker sees them beside the questions, with the answers of this check-in.
# How to return a check-in.
return-how = To return it for correction, comment on the answers that need it.
# Done.
done-read = Marked as read.
# Done.
done-agreed = The action is noted.
# Done.
done-closed = Closed.
# Done.
done-accepted = Accepted. It counts now.
# Done.
done-returned = Returned for correction. The worker gets it with the next contact to the server.

## Cases
# Heading.
cases-title = Cases
# Field.
cases-search = Find a reference
# $n is how many cases are shown.
cases-count = Cases: { $n }
# Link.
cases-back = All cases
# In place of a reference that could not be opened.
case-unreadable = Reference not readable
# Label.
case-area = Area
# Label.
case-release = Release
# Label.
case-language = Language of the person
# Label.
case-team = Case team
# Label.
case-worker = Worker
# Two people changed the same field. $fields are names of fields.
case-conflict = Two people changed this at the same time: { $fields }. Agree on one value.
# Name of a field.
case-field-1 = reference
# Name of a field.
case-field-2 = area
# Name of a field.
case-field-3 = release date
# Name of a field.
case-field-4 = rhythm of contacts
# Name of a field.
case-field-5 = language
# Name of a field.
case-field-6 = sex
# Name of a field.
case-field-7 = age band
# Button and heading.
case-new = New case

## Making a case
# What happens.
case-new-text = The reference is made at random. This browser makes the keys of the case; only the team below can open its check-ins.
# This officer leads no team.
case-no-team = You lead no case team yet. A supervisor approves teams.
# Field: colleagues who may read too.
case-members = Who else may read
# Under the field.
case-members-hint = At least one, so that the case stays readable when somebody is away.
# Field: phones of workers.
case-devices = Whose phone writes
# Field.
case-next = First contact is due
# Field.
case-sex = Sex
# Field.
case-age = Age band
# Under the field.
case-counted-hint = For counting only; may stay empty.
# Sex.
sex-f = Women
# Sex.
sex-m = Men
# Somebody is missing.
case-lacking = Choose at least one colleague and one phone.
# Button.
case-create = Make the case
# While it is made.
case-creating = Making the keys of the case and sealing the cards.
# Heading.
made-title = The case is made
# What to do with the reference.
made-text = Write this reference into your own list of names, which stays outside Homeward. The worker's phone gets the case at its next sync.

## Enrolments
# Heading.
enrolments-title = Enrolments
# Heading.
waiting-title = Waiting for comparison
# $n is how many wait.
waiting-count = Waiting: { $n }. This list refreshes by itself.
# What to do.
compare-text = Ask the person to read these digits aloud from their screen. Speak face to face or by phone.
# Read aloud before the digits.
compare-digits = Digits to compare
# Beside a box to tick.
compare-same = All six groups are the same on both sides
# What to do if they differ.
compare-differ = If one digit differs, don't approve: somebody may be in between. Make a new invitation.
# Button.
approve-button = Approve and sign
# $label is what the invitation was called.
approve-done = { $label } is in the directory.
# Field.
belongs-worker = Whose phone is it
# Entry of a list.
belongs-new = A new worker
# Field.
belongs-name = Name, as colleagues know it
# Field.
belongs-organisation = Organisation
# Field.
belongs-team = Team
# Entry of a list.
belongs-no-team = No team yet
# Field.
belongs-role = Role
# Heading.
invite-title = Invite
# What an invitation is.
invite-text = The invitation only lets the phone or colleague into the list above. Trust comes from comparing the digits.
# Field.
invite-kind = What is invited
# Kind of invitation.
kind-device = A phone or desktop
# Kind of invitation.
kind-user = A colleague with an account
# Field.
invite-label = For whom
# Under the field.
invite-label-hint = Seen by supervisors only.
# Button.
invite-button = Make an invitation
# $label is for whom.
invite-for = Invitation for { $label }
# Read aloud: the picture.
invite-picture = QR code to scan with the phone
# Above address and code.
invite-typed = Scan the picture, or type the address and this code:
# Heading.
invited-title = Invited, not here yet
# $time is a date and time.
invited-until = until { $time }

## Directory
# Heading.
directory-title = Directory
# What it is.
directory-text = Whose keys are whose. Each line was signed by a supervisor and proven to this browser.
# Heading.
directory-people = People
# Heading.
directory-devices = Devices
# Heading.
directory-teams = Case teams
# State of an entry.
directory-valid = Valid
# State of an entry.
directory-ended = Ended
# Role.
role-1 = Supervisor
# Role.
role-2 = Community worker
# Role.
role-3 = Officer
# Role.
role-4 = Form author
# Role.
role-5 = Coordinator
# Role.
role-6 = Statistics office
# Role.
role-7 = Auditor
# Kind of device.
device-phone = Phone
# Kind of device.
device-desktop = Desktop
# Kind of device: the server seals what other programs send.
device-gateway = Gateway on the server
# Head of a column.
column-name = Name
# Head of a column.
column-organisation = Organisation
# Head of a column.
column-role = Role
# Head of a column.
column-state = State
# Head of a column.
column-worker = Worker
# Head of a column.
column-workers = Workers
# Head of a column.
column-kind = Kind
# Head of a column: first letters of a device's id.
column-id = Id
# Head of a column.
column-team = Team
# Head of a column.
column-lead = Lead
# Head of a column.
column-members = Members
# Head of a column.
column-number = No.
# Head of a column.
column-time = When
# Head of a column.
column-who = Who
# Head of a column.
column-what = What
# Head of a column.
column-purpose = Purpose
# Head of a column: the beginning of ids.
column-subject = About
# Heading.
check-title = Directory check
# What the check does.
check-text = This browser fetches every statement ever made, checks each signature and right, computes the log anew, and compares it with the signed head. Do it at least once a week.
# Button.
check-button = Check the whole directory
# $n is how many statements were fetched.
check-waiting = Fetching and computing: { $n } statements
# The result.
check-matches = The directory is what its head says.
# The result.
check-differs = The directory is not what its head says. Call the other supervisor and the office that runs the server before you go on.
# $n is a number.
check-statements = Statements computed: { $n }.

## Audit log
# Heading.
audit-title = Audit log
# What it is.
audit-text = Every reading and writing of a case or check-in, newest first. The entries are chained: none can be taken out or changed unseen.
# Heading of the table.
audit-entries = Entries
# Button.
audit-more = Show earlier entries
# What was done.
audit-create = made
# What was done.
audit-read = read
# What was done.
audit-list = listed
# What was done.
audit-change = changed
# What was done.
audit-disclose = disclosed
# What was done.
audit-refuse = refused
# What it was done to.
object-session = session
# What it was done to.
object-record = check-in
# What it was done to.
object-case = case
# What it was done to.
object-statement = directory statement
# What it was done to.
object-enrolment = enrolment
# What it was done to.
object-audit-log = audit log
# What it was done to: a phone fetched what is new.
object-pull = news for the phone
# What it was done to.
object-tallies = tallies
# What it was done to.
object-release = release
# What it was done to.
object-form = form
# What it was done to.
object-tenant = institution
# For which purpose.
purpose-sync = sync
# For which purpose.
purpose-review = review
# For which purpose.
purpose-enrolment = enrolment
# For which purpose.
purpose-statistics = statistics
# For which purpose.
purpose-oversight = oversight
# Who: a person with an account; the name follows.
actor-user = Person
# Who: a phone; its worker's name follows.
actor-device = Phone of
# Who: somebody with an invitation.
actor-invited = Invited
# Who: the person at the server's command line.
actor-operator = Operator

## Accounts whose work is on the command line
# Heading.
office-commands = Commands
# Under the commands.
office-help = Each command has --help with an example.
# Heading.
office-statistics-title = Statistics office
# What this account is for.
office-statistics-text = Releases are made offline, with keys that never come near a browser. The server exports sealed tallies; your machine makes, checks and signs the tables; then they are published.
# Heading.
office-author-title = Form author
# What this account is for.
office-author-text = Forms are spreadsheets. Check and try them on your machine; a second author publishes.
# Heading.
office-auditor-title = Auditor
# What this account is for.
office-auditor-text = You see who read and wrote what, and nothing of what it says. The chain of the log is verified with the command below, on the server's machine.
# Heading.
office-worker-title = This account works on a phone
# What this account is for.
office-worker-text = Check-ins are filled on the phone. There is nothing to do in the browser.

## What went wrong, and what to do
# The request could not be read.
hw-100 = The server could not read what this page sent. Nothing was changed.
    .remedy = Load the page again and repeat the step.
# Too big.
hw-101 = This is too big to send.
    .remedy = Shorten it and try again.
# The page is newer than the server.
hw-102 = The server is older than this page.
    .remedy = Ask the office to update the server.
# Not found.
hw-103 = This is not here.
    .remedy = Go back and open it again.
# Wrong name or wrong passphrase: the same answer for both.
hw-110 = Name or passphrase is not right.
    .remedy = Check both. If it stays so, ask a supervisor.
# The session is over.
hw-111 = You are not signed in any more.
    .remedy = Sign in again.
# The role does not include it.
hw-112 = Your role does not include this.
    .remedy = Ask a supervisor if you need it.
# Too many tries.
hw-113 = Too many tries.
    .remedy = Wait some minutes and try again.
# A case object does not verify at the server.
hw-210 = The server could not take in what was sealed for this case.
    .remedy = Open it again and repeat the step.
# Somebody changed it in the meantime.
hw-211 = Somebody has changed this in the meantime.
    .remedy = Open it again and look at both.
# Something unexpected in the page.
hw-499 = Something went wrong in this page. What the server confirmed is kept.
    .remedy = Load the page again. Tell support the code.
# The server made a mistake.
hw-500 = The server made a mistake.
    .remedy = Try again later. If it stays so, tell the office the code.
# The server's disk is full.
hw-501 = The server has no space left. Nothing was stored.
    .remedy = Tell the office, then repeat the step.
# The server is stopping or starting.
hw-503 = The server is stopping or starting.
    .remedy = Try again in a minute.
# Page and module do not fit.
hw-701 = The parts of this page don't fit together.
    .remedy = Load the page again.
# The desk is locked.
hw-702 = This is locked.
    .remedy = Sign in again.
# Wrong passphrase, or the stored keys were exchanged for older ones.
hw-703 = Name or passphrase is not right, or the server gave older keys than before.
    .remedy = Check both. If it stays so, call your supervisor.
# The directory's answer does not verify.
hw-704 = The server's directory could not be verified and was not used.
    .remedy = Try again. If it stays so, call your supervisor before you go on.
# Two heads that cannot both be true.
hw-705 = The server showed a directory that contradicts what this browser saw earlier. Nothing was taken over; both are kept as evidence.
    .remedy = Save the evidence and call your supervisor before you go on.
# The directory lacks somebody or something.
hw-706 = The directory does not know somebody or something that this needs.
    .remedy = Load the page again. If it stays so, tell your supervisor.
# The record is not what its device signed.
hw-707 = This check-in is not what its phone signed, so it is not shown.
    .remedy = Tell your supervisor the code.
# Sealed to keys that this user does not hold.
hw-708 = This is sealed to keys that you don't hold.
    .remedy = Ask the lead officer whether you are on the case team.
# The form does not fit.
hw-709 = The form in which this was written is not the right one.
    .remedy = Tell the form author the code.
# A sealed object does not verify.
hw-710 = This is not what its author signed, so it is not shown.
    .remedy = Tell your supervisor the code.
# A field is missing or does not do.
hw-712 = Something is missing or does not fit.
    .remedy = Check what you entered.
# The author of this was shown another directory.
hw-713 = The server showed the author of this a directory that contradicts yours, so it is not shown. Both are kept as evidence.
    .remedy = Save the evidence and call your supervisor before you go on.
# The server did not answer.
hw-720 = The server didn't answer. Nothing was changed.
    .remedy = Check the network and try again.

## What went wrong with invitations, statements and releases
# The invitation does not hold.
hw-120 = This invitation is not valid or was used.
    .remedy = Make a new one.
# The statement could not be read.
hw-300 = The server could not read the statement.
    .remedy = Load the page again and repeat the step.
# No right to this statement.
hw-301 = The directory does not allow you this.
    .remedy = Ask whoever has the right to it.
# Another statement was first.
hw-302 = Somebody else was first.
    .remedy = Load the page again; what you see then is what holds.
# The statement cannot hold.
hw-303 = This can't stand in the directory as it is.
    .remedy = Correct it and sign again.
# The release does not verify.
hw-711 = This release is not what the statistics office signed, so it is not shown.
    .remedy = Tell the statistics office the code.

## What does not stand as it should
# Mark on a check-in: another correction of the same version says something else.
mark-contradicts = Two corrections
# Notice: why a check-in does not count.
flag-unknown-device = The directory does not know the phone of this check-in. It is not counted until a member of the case team accepts it.
# Notice: why a check-in does not count.
flag-after-revocation = This phone was taken out of the directory before this check-in. It is set aside, and not counted until a member of the case team has looked at it and accepts it.
# Notice: why a check-in does not count.
flag-server = The server set this check-in aside. It is not counted until a member of the case team accepts it.
# Mark on a check-in: written after its phone was taken out of the directory.
mark-set-aside = Set aside
# Mark on a check-in: the directory does not know its phone.
mark-unknown-device = Unknown phone
# Notice. $author is a name, $time a date and time.
record-accepted = { $author } accepted this check-in on { $time }. It counts.
# Heading: other corrections of the same version.
contradicts-title = Two corrections of one version
# What it means.
contradicts-text = The version that was returned was corrected more than once, and the corrections do not agree. Read both; then agree an action on one, and return the other.
# The correction that is open.
contradicts-this = This correction
# Link to the other correction.
contradicts-other = Open the other correction
# Beside something whose author had seen a directory that the server did not prove.
unproven = The server brought no proof that the author saw the same directory.
# A part of a case. The reason follows.
case-unreadable-field = A detail of this case is not shown.
# A part of a case. $n is the number of a key; the reason follows.
case-unreadable-epoch = Key { $n } of this case could not be opened; check-ins that are sealed to it are not readable here.
# In place of a worker: the directory does not know the phone.
case-unknown-phone = unknown phone

## Dates, as on the phone
# A date in words. $day, $year are numbers, $month is the name from the message month.
date-long = { $day } { $month } { $year }
# $date is a date in words, $time is like 14:05.
date-time = { $date }, { $time }
# Name of a month as it stands in a date. $n is its number.
month =
    { $n ->
        [1] January
        [2] February
        [3] March
        [4] April
        [5] May
        [6] June
        [7] July
        [8] August
        [9] September
        [10] October
        [11] November
       *[12] December
    }
