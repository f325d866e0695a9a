# ruff: noqa: E501 - each way of saying a thing stays on one line
"""One thing said in many ways, in an order that says nothing else of it."""

from collections.abc import Mapping

import pytest

from bot.orders import as_proposal, read

ORDER = """UNITED STATES DISTRICT COURT
DISTRICT OF OREGON

ANA DOE,
               Plaintiff,
     v.                                    Case No. 3:25-cv-00123-HZ
ACME CORP.,
               Defendant.

ORDER

{told}

IT IS SO ORDERED.
Dated: March 3, 2026

Carol Dent
United States Magistrate Judge
"""
SETTING = "A settlement conference is set for Thursday, July 16, 2026, at 10:00 a.m."


def proposal(told: str) -> dict[str, object]:
    """What is read from an order that sets a conference and says this besides."""
    return as_proposal(read(ORDER.format(told=f"{SETTING}\n\n{told}")))


def due(printed: object) -> str | None:
    """A due rule on one line: "2026-07-09 16:00", "7 days before conference"."""
    if not isinstance(printed, Mapping):
        return None
    if "n" in printed:
        return f"{printed['n']} {printed['unit']} {printed['direction']} {printed['anchor']}"
    return " ".join(str(printed[part]) for part in ("date", "time") if printed[part])


@pytest.mark.parametrize(
    ("told", "served"),
    [
        (
            "Each party shall submit a confidential settlement letter to chambers seven days before the conference. A copy need not be provided to opposing counsel.",
            "ex_parte",
        ),
        (
            "Settlement statements are due July 9, 2026 and are to be lodged with chambers, with a copy to every other party.",
            "served",
        ),
        (
            "Each side shall send its mediation statement to dent_settle@ord.uscourts.gov by noon on July 9, 2026. The statement goes to no one else.",
            "ex_parte",
        ),
        (
            "The settlement memorandum shall have two sections. Section A will be exchanged by the parties; Section B will be submitted to the Court only. Both are due ten days before the conference.",
            "mixed",
        ),
        (
            "Each party shall deliver to chambers a written statement seven days before the conference. The statements shall be exchanged among counsel.",
            "served",
        ),
        (
            "By July 8, 2026 counsel must email a letter of no more than five pages to chambers (dent_chambers@ord.uscourts.gov) and simultaneously copy opposing counsel.",
            "served",
        ),
        (
            "By July 8, 2026 each party must submit a settlement conference brief. The brief must be served on all other parties. In addition, a party may submit a confidential addendum for my eyes only.",
            "mixed",
        ),
        (
            "No later than July 8, 2026, each party shall submit to the Magistrate Judge a confidential letter. Do not file the letter and do not send it to the other side.",
            "ex_parte",
        ),
        (
            "Position papers are due to my chambers not less than three court days before the conference; they are for my eyes alone and are not exchanged.",
            "ex_parte",
        ),
        (
            "The parties shall exchange settlement memoranda seven days before the conference and email courtesy copies to dent@ord.uscourts.gov.",
            "served",
        ),
        (
            "Letters must be received in chambers by 5 p.m. on July 10. Opposing counsel should not be copied.",
            "ex_parte",
        ),
        (
            "Each party must file its settlement statement under seal, ex parte, at least one week before the conference.",
            "ex_parte",
        ),
        (
            "Counsel shall furnish the Court with a settlement letter by July 9, 2026. The Court will not disclose the letters to any other party.",
            "ex_parte",
        ),
        (
            "Your submission, which opposing counsel will not see, is due by e-mail at Dent_Settlement@ord.uscourts.gov the Monday before the conference.",
            "ex_parte",
        ),
        (
            "A settlement brief shall be lodged (not filed) by e-mail to dentpo@ord.uscourts.gov on or before July 9, 2026 and served on opposing counsel.",
            "served",
        ),
        (
            "Ex parte letters shall be submitted fourteen (14) calendar days in advance of the settlement conference.",
            "ex_parte",
        ),
        (
            "Settlement letters are to be submitted directly to chambers and may not be shared with opposing counsel. They are due no later than seven (7) calendar days before the conference and are capped at 6 pages.",
            "ex_parte",
        ),
        (
            "One week before the conference, each party shall e-mail an ex parte, confidential letter brief to dent_settlement@ord.uscourts.gov.",
            "ex_parte",
        ),
        (
            "Each party shall provide to the Court and to opposing counsel a settlement statement by July 9, 2026.",
            "served",
        ),
        (
            "The settlement statement should be sent to my chambers only. It must arrive by 3:00 p.m. on Monday, July 13, 2026.",
            "ex_parte",
        ),
        (
            "By July 2, 2026, the parties shall exchange, and submit to chambers, settlement position papers of no more than eight pages.",
            "served",
        ),
        (
            "Statements may be faxed to (503) 555-0100 or e-mailed to cd_chambers@ord.uscourts.gov, and must be submitted no later than three days before the conference. They are for settlement purposes only and will not become part of the record. The parties need not exchange them.",
            "ex_parte",
        ),
        ("Confidential settlement letters: Due to the Court (not to be exchanged) July 9, 2026.", "ex_parte"),
        (
            "No later than 4:30 p.m. on July 9, 2026, each party shall have delivered a mediation brief to chambers. The briefs will be held in strict confidence by the Court and are not to be shown to adversaries.",
            "ex_parte",
        ),
        (
            "Each party's confidential settlement memorandum, which no other party will see, must be e-mailed to the Court at dent_ex_parte@ord.uscourts.gov by no later than July 9, 2026.",
            "ex_parte",
        ),
        (
            "Counsel shall e-file, under the restricted 'Ex Parte Settlement Statement' event, statements of ten pages or fewer on or before July 9, 2026.",
            "ex_parte",
        ),
        (
            "The parties must make their written submissions no later than July 9, 2026 by emailing them to DentCM@ord.uscourts.gov (Word or PDF). The submissions must not exceed seven pages in 12-point type. Submissions shall not be provided to any other party.",
            "ex_parte",
        ),
        (
            "The Court has received the parties' letters of February 27, 2026. No further submissions are required.",
            None,
        ),
    ],
)
def test_who_gets_the_letter_is_read_in_many_words(told: str, served: str | None) -> None:
    assert proposal(told)["letter_served"] == served


@pytest.mark.parametrize(
    ("told", "address"),
    [
        (
            "Each side shall send its mediation statement to dent_settle@ord.uscourts.gov by noon on July 9, 2026. The statement goes to no one else.",
            "dent_settle@ord.uscourts.gov",
        ),
        (
            "By July 8, 2026 counsel must email a letter of no more than five pages to chambers (dent_chambers@ord.uscourts.gov) and simultaneously copy opposing counsel.",
            "dent_chambers@ord.uscourts.gov",
        ),
        (
            "The parties shall exchange settlement memoranda seven days before the conference and email courtesy copies to dent@ord.uscourts.gov.",
            "dent@ord.uscourts.gov",
        ),
        (
            "Your submission, which opposing counsel will not see, is due by e-mail at Dent_Settlement@ord.uscourts.gov the Monday before the conference.",
            "Dent_Settlement@ord.uscourts.gov",
        ),
        (
            "A settlement brief shall be lodged (not filed) by e-mail to dentpo@ord.uscourts.gov on or before July 9, 2026 and served on opposing counsel.",
            "dentpo@ord.uscourts.gov",
        ),
        (
            "Letters shall be sent by July 9, 2026 to dent_settle@ord.uscourts.gov. Requests for adjournment should be sent to dent_deputy@ord.uscourts.gov.",
            "dent_settle@ord.uscourts.gov",
        ),
        (
            "Statements are due July 9, 2026 and shall be e-mailed to the chambers mailbox, dent_settle@ord.uscourts.gov, and not to the deputy at jones@ord.uscourts.gov.",
            "dent_settle@ord.uscourts.gov",
        ),
        (
            "Statements are due July 9, 2026.\n\nPlease e-mail statements as a single PDF (dent_settle@ord.uscourts.gov). Questions may be directed to Ms. Roe, at roe@ord.uscourts.gov.",
            "dent_settle@ord.uscourts.gov",
        ),
        (
            "Statements are due July 9, 2026. They are to be e-mailed to both dent_settle@ord.uscourts.gov and roe@ord.uscourts.gov.",
            None,
        ),
        (
            "One week before the conference, each party shall e-mail an ex parte, confidential letter brief to dent_settlement@ord.uscourts.gov.",
            "dent_settlement@ord.uscourts.gov",
        ),
        (
            "Statements may be faxed to (503) 555-0100 or e-mailed to cd_chambers@ord.uscourts.gov, and must be submitted no later than three days before the conference. They are for settlement purposes only and will not become part of the record. The parties need not exchange them.",
            "cd_chambers@ord.uscourts.gov",
        ),
        (
            "Each party's confidential settlement memorandum, which no other party will see, must be e-mailed to the Court at dent_ex_parte@ord.uscourts.gov by no later than July 9, 2026.",
            "dent_ex_parte@ord.uscourts.gov",
        ),
        (
            "Each side is to submit a pre-conference letter no later than two business days before the conference. The letter shall be sent by email to Dent_NYSDChambers@nysd.uscourts.gov and, at counsel's option, copied to the adversary.",
            "Dent_NYSDChambers@nysd.uscourts.gov",
        ),
        (
            "The parties must make their written submissions no later than July 9, 2026 by emailing them to DentCM@ord.uscourts.gov (Word or PDF). The submissions must not exceed seven pages in 12-point type. Submissions shall not be provided to any other party.",
            "DentCM@ord.uscourts.gov",
        ),
    ],
)
def test_the_letters_address_is_told_from_the_others_beside_it(told: str, address: str | None) -> None:
    assert proposal(told)["letter_email"] == address


@pytest.mark.parametrize(
    ("told", "demand", "response"),
    [
        (
            "Plaintiff must present a written demand to Defendant at least thirty days before the conference. Defendant must give a written counteroffer at least two weeks before the conference.",
            "30 days before conference",
            "2 weeks before conference",
        ),
        (
            "Not later than June 16, 2026, Plaintiff shall tender a settlement proposal to Defendant; not later than June 30, 2026, Defendant shall tender its reply.",
            "2026-06-16",
            "2026-06-30",
        ),
        (
            "If none has been made, Plaintiff shall make a demand within ten days of this Order, and Defendant shall respond within ten days after the demand is made.",
            "10 days after order",
            "10 days after demand",
        ),
        (
            "A specific written demand is due from the plaintiff by June 12, 2026, with a written response from the defendant due by June 26, 2026.",
            "2026-06-12",
            "2026-06-26",
        ),
        (
            "At least one month prior to the conference, plaintiff's counsel must send defense counsel a demand. Within ten days of receipt, defense counsel must respond.",
            "1 months before conference",
            "10 days after demand_received",
        ),
        (
            "Plaintiff's opening demand: June 12, 2026\nDefendant's counteroffer: June 26, 2026",
            "2026-06-12",
            "2026-06-26",
        ),
        (
            "Twenty-one days before the conference Plaintiff will convey a demand by letter to defense counsel, who will answer it fourteen days before the conference.",
            "21 days before conference",
            "14 days before conference",
        ),
        (
            "Plaintiff shall provide Defendant a good-faith written demand by close of business on June 12, 2026. Defendant shall provide a good-faith written offer by close of business on June 26, 2026.",
            "2026-06-12",
            "2026-06-26",
        ),
        (
            "Prior to the conference, and no later than June 12, 2026, the party seeking relief shall serve a demand. The opposing party shall serve its response no later than June 26, 2026.",
            "2026-06-12",
            "2026-06-26",
        ),
        (
            "Plaintiff shall e-mail a demand to Defendant by June 12, 2026. Defendant shall have until June 26, 2026 to make an offer.",
            "2026-06-12",
            "2026-06-26",
        ),
        (
            "Counsel for Plaintiff is directed to communicate a demand to counsel for Defendant on or before the 12th of June, 2026, and counsel for Defendant to respond on or before the 26th of June, 2026.",
            "2026-06-12",
            "2026-06-26",
        ),
        (
            "Plaintiff's demand shall be served 28 days before the conference and Defendant's offer 14 days before the conference.",
            "28 days before conference",
            "14 days before conference",
        ),
        (
            "Plaintiff must serve a demand no later than four weeks before the conference; Defendant must respond within seven days of being served with it.",
            "4 weeks before conference",
            "7 days after demand_received",
        ),
        (
            "Defendant shall respond to Plaintiff's demand, which shall be made by June 12, 2026, no later than seven days after receiving it.",
            "2026-06-12",
            "7 days after demand_received",
        ),
        (
            "No later than June 16, 2026, plaintiff must serve on defendant a written settlement demand and defendant must, no later than June 30, 2026, serve on plaintiff a written response.",
            "2026-06-16",
            "2026-06-30",
        ),
        (
            "The plaintiff shall forward a demand letter to the defendant thirty (30) days before the conference; the defendant shall forward a response letter fifteen (15) days before the conference.",
            "30 days before conference",
            "15 days before conference",
        ),
        ("A demand having been made on May 1, 2026, Defendant shall respond by June 30, 2026.", None, "2026-06-30"),
        (
            "Plaintiff: written demand by June 16, 2026. Defendant: written offer by June 30, 2026.",
            "2026-06-16",
            "2026-06-30",
        ),
        (
            "Plaintiff is ordered to provide a written demand to each defendant within 21 days of the entry of this order. Each defendant is ordered to provide a written counter within 14 days of receiving the demand.",
            "21 days after order",
            "14 days after demand_received",
        ),
        (
            "Settlement proposals shall be exchanged as follows: Plaintiff by 6/16/26; Defendant by 6/30/26.",
            "2026-06-16",
            "2026-06-30",
        ),
        (
            "Plaintiff's counsel shall, by June 16, 2026, deliver an itemized demand to Defendant's counsel, who shall deliver a written response to it by June 30, 2026.",
            "2026-06-16",
            "2026-06-30",
        ),
        (
            "To the extent it has not done so, Plaintiff shall communicate a settlement demand at least 14 days prior to the settlement conference. Any response must be communicated no later than 7 days prior to the settlement conference.",
            "14 days before conference",
            "7 days before conference",
        ),
        (
            "Before the conference the parties must negotiate. At a minimum, Plaintiff must make a written demand by June 16, 2026, and Defendant must make a written offer by June 30, 2026. Plaintiff must reply to the offer by July 7, 2026.",
            "2026-06-16",
            None,
        ),
        (
            "The demand must be sent at least 21 days before the conference, and the counter-demand or offer at least 10 days before.",
            "21 days before conference",
            "10 days before conference",
        ),
        (
            "Defendant shall respond to the demand no more than ten (10) days after its receipt. The demand shall be served no later than June 16, 2026.",
            "2026-06-16",
            "10 days after demand_received",
        ),
        (
            "Not later than 30 days before the settlement conference, Plaintiff shall send a demand. Defendant's response is due ten days later.",
            "30 days before conference",
            "10 days after thereafter",
        ),
        (
            "Plaintiff shall make a demand by June 16, 2026; Defendant shall respond within one week.",
            "2026-06-16",
            "1 weeks after thereafter",
        ),
        (
            "Claimant shall transmit its demand to Respondent by June 16, 2026, and Respondent its response by June 30, 2026.",
            "2026-06-16",
            "2026-06-30",
        ),
        (
            "Fact discovery closes June 30, 2026. Dispositive motions are due July 31, 2026. Any request to adjourn must be made by letter filed on ECF at least five days before the conference.",
            None,
            None,
        ),
        (
            "Defendant shall respond to the complaint by June 1, 2026. Plaintiff shall respond to the document demands by June 10, 2026.",
            None,
            None,
        ),
        (
            "Plaintiff's letter dated February 20, 2026 (ECF No. 30) requesting a conference is granted. Defendant's opposition to the motion to compel is due March 20, 2026.",
            None,
            None,
        ),
    ],
)
def test_demand_and_response_are_read_in_many_words(told: str, demand: str | None, response: str | None) -> None:
    got = proposal(told)
    assert (due(got["demand_rule"]), due(got["response_rule"])) == (demand, response)


@pytest.mark.parametrize(
    ("told", "when"),
    [
        (
            "Each party shall submit a confidential settlement letter to chambers seven days before the conference. A copy need not be provided to opposing counsel.",
            "7 days before conference",
        ),
        (
            "Settlement statements are due July 9, 2026 and are to be lodged with chambers, with a copy to every other party.",
            "2026-07-09",
        ),
        (
            "Each side shall send its mediation statement to dent_settle@ord.uscourts.gov by noon on July 9, 2026. The statement goes to no one else.",
            "2026-07-09 12:00",
        ),
        (
            "The settlement memorandum shall have two sections. Section A will be exchanged by the parties; Section B will be submitted to the Court only. Both are due ten days before the conference.",
            "10 days before conference",
        ),
        (
            "Each party shall deliver to chambers a written statement seven days before the conference. The statements shall be exchanged among counsel.",
            "7 days before conference",
        ),
        (
            "By July 8, 2026 counsel must email a letter of no more than five pages to chambers (dent_chambers@ord.uscourts.gov) and simultaneously copy opposing counsel.",
            "2026-07-08",
        ),
        (
            "By July 8, 2026 each party must submit a settlement conference brief. The brief must be served on all other parties. In addition, a party may submit a confidential addendum for my eyes only.",
            "2026-07-08",
        ),
        (
            "No later than July 8, 2026, each party shall submit to the Magistrate Judge a confidential letter. Do not file the letter and do not send it to the other side.",
            "2026-07-08",
        ),
        (
            "Position papers are due to my chambers not less than three court days before the conference; they are for my eyes alone and are not exchanged.",
            "3 business_days before conference",
        ),
        (
            "The parties shall exchange settlement memoranda seven days before the conference and email courtesy copies to dent@ord.uscourts.gov.",
            "7 days before conference",
        ),
        (
            "Letters must be received in chambers by 5 p.m. on July 10. Opposing counsel should not be copied.",
            "2026-07-10 17:00",
        ),
        (
            "Each party must file its settlement statement under seal, ex parte, at least one week before the conference.",
            "1 weeks before conference",
        ),
        (
            "Counsel shall furnish the Court with a settlement letter by July 9, 2026. The Court will not disclose the letters to any other party.",
            "2026-07-09",
        ),
        (
            "A settlement brief shall be lodged (not filed) by e-mail to dentpo@ord.uscourts.gov on or before July 9, 2026 and served on opposing counsel.",
            "2026-07-09",
        ),
        (
            "Statements are due July 9, 2026.\n\nPlease e-mail statements as a single PDF (dent_settle@ord.uscourts.gov). Questions may be directed to Ms. Roe, at roe@ord.uscourts.gov.",
            "2026-07-09",
        ),
        (
            "The parties' letters are due on the Thursday before the conference, July 9, 2026, at 4:00 p.m.",
            "2026-07-09 16:00",
        ),
        ("Settlement memoranda: due 7/9/26 by 12:00 p.m.", "2026-07-09 12:00"),
        (
            "Ex parte letters shall be submitted fourteen (14) calendar days in advance of the settlement conference.",
            "14 days before conference",
        ),
        (
            "A week in advance of the conference, each party shall send chambers a short letter.",
            "1 weeks before conference",
        ),
        (
            "Confidential settlement statements shall reach chambers no fewer than 72 hours before the conference.",
            "72 hours before conference",
        ),
        (
            "Counsel shall, not later than close of business five working days prior to the settlement conference, submit a confidential statement.",
            "5 business_days before conference",
        ),
        (
            "Each party's statement, not to exceed 8 pages double-spaced, must be submitted by Wednesday, the 8th of July.",
            "2026-07-08",
        ),
        (
            "Each party's statement is limited to a maximum of 12 pages, exhibits included, and is due on July 8th.",
            "2026-07-08",
        ),
        ("Statements shall be five pages or less. They are due no later than July 8, 2026.", "2026-07-08"),
        (
            "Settlement letters are to be submitted directly to chambers and may not be shared with opposing counsel. They are due no later than seven (7) calendar days before the conference and are capped at 6 pages.",
            "7 days before conference",
        ),
        (
            "One week before the conference, each party shall e-mail an ex parte, confidential letter brief to dent_settlement@ord.uscourts.gov.",
            "1 weeks before conference",
        ),
        (
            "The parties are directed to submit a joint settlement letter, and separate ex parte letters, no later than July 9, 2026.",
            "2026-07-09",
        ),
        (
            "Each party shall provide to the Court and to opposing counsel a settlement statement by July 9, 2026.",
            "2026-07-09",
        ),
        (
            "The settlement statement should be sent to my chambers only. It must arrive by 3:00 p.m. on Monday, July 13, 2026.",
            "2026-07-13 15:00",
        ),
        (
            "By July 2, 2026, the parties shall exchange, and submit to chambers, settlement position papers of no more than eight pages.",
            "2026-07-02",
        ),
        (
            "Statements may be faxed to (503) 555-0100 or e-mailed to cd_chambers@ord.uscourts.gov, and must be submitted no later than three days before the conference. They are for settlement purposes only and will not become part of the record. The parties need not exchange them.",
            "3 days before conference",
        ),
        ("Confidential settlement letters: Due to the Court (not to be exchanged) July 9, 2026.", "2026-07-09"),
        (
            "No later than 4:30 p.m. on July 9, 2026, each party shall have delivered a mediation brief to chambers. The briefs will be held in strict confidence by the Court and are not to be shown to adversaries.",
            "2026-07-09 16:30",
        ),
        (
            "Each party's confidential settlement memorandum, which no other party will see, must be e-mailed to the Court at dent_ex_parte@ord.uscourts.gov by no later than July 9, 2026.",
            "2026-07-09",
        ),
        (
            "Counsel shall e-file, under the restricted 'Ex Parte Settlement Statement' event, statements of ten pages or fewer on or before July 9, 2026.",
            "2026-07-09",
        ),
        (
            "Each side is to submit a pre-conference letter no later than two business days before the conference. The letter shall be sent by email to Dent_NYSDChambers@nysd.uscourts.gov and, at counsel's option, copied to the adversary.",
            "2 business_days before conference",
        ),
        (
            "Pre-conference submissions are due July 9, 2026. A party shall serve its submission on the other parties unless it is designated confidential.",
            "2026-07-09",
        ),
        (
            "The parties must make their written submissions no later than July 9, 2026 by emailing them to DentCM@ord.uscourts.gov (Word or PDF). The submissions must not exceed seven pages in 12-point type. Submissions shall not be provided to any other party.",
            "2026-07-09",
        ),
        (
            "Fact discovery closes June 30, 2026. Dispositive motions are due July 31, 2026. Any request to adjourn must be made by letter filed on ECF at least five days before the conference.",
            None,
        ),
        (
            "Defendant shall respond to the complaint by June 1, 2026. Plaintiff shall respond to the document demands by June 10, 2026.",
            None,
        ),
        ("The parties shall file a joint status letter within seven days after the conference.", None),
        ("If the case settles, counsel shall so inform the Court by letter no later than July 14, 2026.", None),
        ("Objections to this order must be submitted by letter no later than March 17, 2026.", None),
        (
            "Plaintiff's letter dated February 20, 2026 (ECF No. 30) requesting a conference is granted. Defendant's opposition to the motion to compel is due March 20, 2026.",
            None,
        ),
        (
            "Counsel shall call chambers at (503) 555-0133 on July 10, 2026 at 4:00 p.m. for a pre-conference call.",
            None,
        ),
        (
            "The Court has received the parties' letters of February 27, 2026. No further submissions are required.",
            None,
        ),
    ],
)
def test_the_letters_day_is_read_in_many_words(told: str, when: str | None) -> None:
    assert due(proposal(told)["letter_due"]) == when


@pytest.mark.parametrize(
    ("told", "pages"),
    [
        (
            "By July 8, 2026 counsel must email a letter of no more than five pages to chambers (dent_chambers@ord.uscourts.gov) and simultaneously copy opposing counsel.",
            5,
        ),
        (
            "Each party's statement, not to exceed 8 pages double-spaced, must be submitted by Wednesday, the 8th of July.",
            8,
        ),
        ("Each party's statement is limited to a maximum of 12 pages, exhibits included, and is due on July 8th.", 12),
        ("Statements shall be five pages or less. They are due no later than July 8, 2026.", 5),
        (
            "Settlement letters are to be submitted directly to chambers and may not be shared with opposing counsel. They are due no later than seven (7) calendar days before the conference and are capped at 6 pages.",
            6,
        ),
        (
            "By July 2, 2026, the parties shall exchange, and submit to chambers, settlement position papers of no more than eight pages.",
            8,
        ),
        (
            "Counsel shall e-file, under the restricted 'Ex Parte Settlement Statement' event, statements of ten pages or fewer on or before July 9, 2026.",
            10,
        ),
        (
            "The parties must make their written submissions no later than July 9, 2026 by emailing them to DentCM@ord.uscourts.gov (Word or PDF). The submissions must not exceed seven pages in 12-point type. Submissions shall not be provided to any other party.",
            7,
        ),
    ],
)
def test_the_letters_length_is_read_in_many_words(told: str, pages: int) -> None:
    assert proposal(told)["page_limit"] == pages


@pytest.mark.parametrize(
    ("told", "platform"),
    [
        ("The conference will be held in Courtroom 14A of the Hatfield Courthouse.", "in_person"),
        ("The conference will be conducted using Zoom.", "zoom"),
        ("The Court will host the conference over Microsoft Teams.", "teams"),
        ("The conference will be by telephone. Counsel shall dial 888-555-0100, access code 123456.", "telephone"),
        ("Counsel and parties shall appear in person before Judge Dent in Courtroom 3.", "in_person"),
        ("It will take place remotely by videoconference; a link will follow.", "video"),
        ("All participants will join by Cisco Webex.", "video"),
        ("The conference will proceed via ZoomGov.", "zoom"),
        (
            "The conference will take place in the chambers of the undersigned, Room 240, 1000 S.W. Third Avenue.",
            "in_person",
        ),
        ("Attendance is in person.", "in_person"),
        ("Parties and counsel will appear by video.", "video"),
        ("The settlement conference shall be held in-person, not by Zoom.", "in_person"),
        ("The conference will be held remotely.", None),
        (
            "Personal attendance is required; the conference will be held in the Jury Assembly Room, Second Floor.",
            "in_person",
        ),
        ("The parties will participate by Teams, the link for which will be e-mailed to counsel.", "teams"),
        ("Counsel shall appear by telephone at 503-555-0111.", "telephone"),
        ("The conference will be conducted through the Zoom platform.", "zoom"),
        ("The conference will be held live in Courtroom 12.", "in_person"),
        ("The Court will conduct the conference using MS Teams.", "teams"),
        (
            "The parties shall appear at the Mark O. Hatfield U.S. Courthouse, 1000 S.W. Third Avenue, Portland.",
            "in_person",
        ),
        (
            "The conference is to be held virtually on the Zoom.gov platform; no one is to come to the courthouse.",
            "zoom",
        ),
        ("Location: Courtroom 9, Eugene.", "in_person"),
        ("Via: Zoom", "zoom"),
        ("The settlement conference will be in-person unless the Court orders otherwise.", "in_person"),
        (
            "Corporate representatives located outside Oregon may appear by Zoom; all others must appear in person in Courtroom 9.",
            "in_person",
        ),
        ("The parties shall participate by videoconference (Zoom).", "zoom"),
        ("The session will be held in Judge Dent's courtroom.", "in_person"),
        ("The parties are to report to the chambers of Judge Dent, Suite 240.", "in_person"),
        ("The conference shall be telephonic.", "telephone"),
        ("This will be an in-person conference.", "in_person"),
        ("A Microsoft Teams invitation will be sent to counsel before the conference.", "teams"),
        ("The Zoom link for the conference is https://ord.zoomgov.com/j/1234567890.", "zoom"),
    ],
)
def test_how_the_conference_is_held_is_read_in_many_words(told: str, platform: str | None) -> None:
    assert as_proposal(read(ORDER.format(told=f"{SETTING} {told}")))["platform"] == platform


@pytest.mark.parametrize(
    "closing",
    [
        "SO ORDERED this 3rd day of March 2026.\n\nCAROL DENT\nUNITED STATES MAGISTRATE JUDGE",
        "IT IS SO ORDERED.\n\nMarch 3, 2026                         /s/ Carol Dent\n                                      Carol Dent\n                                      U.S. Magistrate Judge",
        "SO ORDERED.\n\n                    s/Carol Dent\n                    United States Magistrate Judge\n\nDATE: 03/03/2026",
        "DONE AND ORDERED in Chambers at Portland, Oregon, on this 3d day of March, 2026.\n\nCAROL DENT\nUNITED STATES MAGISTRATE JUDGE\n\ncc: counsel",
        "Dated this third day of March, 2026.\n\nBY THE COURT:\n\ns/ Carol Dent\nHon. Carol Dent\nMagistrate Judge",
        "ENTERED: March 3, 2026\n\nCarol Dent, United States Magistrate Judge",
        "Signed on March 3, 2026.\n\nCAROL DENT\nUnited States Magistrate Judge",
        "Portland, Oregon, March 3, 2026\n\nCarol Dent\nUnited States Magistrate Judge",
        "So Ordered: 3/3/26\n\nCarol Dent, U.S.M.J.",
        "It is SO ORDERED.\n\nENTERED this the 3rd day of March, 2026.\n\n/s/ Carol Dent\nCarol Dent\nUnited States Magistrate Judge",
        "Date: March 3, 2026\n\nCarol Dent\nUnited States Magistrate Judge",
        "Dated: Portland, Oregon\n       March 3, 2026\n\nCAROL DENT\nUnited States Magistrate Judge",
    ],
)
def test_judge_and_day_are_read_from_many_closings(closing: str) -> None:
    order = ORDER.split("{told}", maxsplit=1)[0] + f"{SETTING}\n\n{closing}\n"
    found = as_proposal(read(order))
    assert (found["judge"], found["order_date"]) == ("Carol Dent", "2026-03-03")


@pytest.mark.parametrize(
    ("told", "kind", "at", "before"),
    [
        (
            "The parties shall appear for a settlement conference on the 16th day of July, 2026, at 10:00 o'clock a.m.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "SETTLEMENT CONFERENCE: Thursday, 7/16/2026, 10:00 AM, Courtroom 10, Portland.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "Settlement Conference set for 07/16/2026 10:00 AM in Portland Courtroom 10B before Magistrate Judge Carol Dent.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "At 10:00 a.m. on Thursday, July 16, 2026, I will conduct a settlement conference in this case by Zoom.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "It is hereby ORDERED that a Settlement Conference be held on July 16, 2026 at ten o'clock in the morning.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "The Court schedules this matter for a settlement conference. Date: July 16, 2026. Time: 10:00 a.m. Place: Courtroom 10.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "A settlement conference will begin promptly at 9:30 a.m. (PDT) on July 16, 2026 and continue until 4:30 p.m.",
            "settlement_conference_order",
            "2026-07-16T09:30",
            None,
        ),
        (
            "This case is calendared for judicial settlement conference July 16, 2026, 1:30 p.m., before Judge Dent.",
            "settlement_conference_order",
            "2026-07-16T13:30",
            None,
        ),
        (
            'A Mandatory Settlement Conference ("MSC") is scheduled for July 16, 2026 from 9:00 a.m. to 12:00 p.m.',
            "settlement_conference_order",
            "2026-07-16T09:00",
            None,
        ),
        (
            "The settlement conference shall occur Thursday July 16 at 2 PM.",
            "settlement_conference_order",
            "2026-07-16T14:00",
            None,
        ),
        (
            "You are hereby notified that a settlement conference has been set before the undersigned for July 16, 2026, commencing at 1400 hours.",
            "settlement_conference_order",
            "2026-07-16T14:00",
            None,
        ),
        (
            "The final pretrial conference is set for September 10, 2026 at 9:00 a.m. The settlement conference is set for July 16, 2026 at 10:00 a.m. Trial is set for October 5, 2026 at 9:00 a.m.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "Following the telephonic status conference held on February 27, 2026 at 11:00 a.m., the Court sets a settlement conference for July 16, 2026 at 10:00 a.m.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "The settlement conference set for July 16, 2026 at 10:00 a.m. is RESET to July 23, 2026 at 1:00 p.m.",
            "adjournment",
            "2026-07-23T13:00",
            "2026-07-16T10:00",
        ),
        (
            "At the parties' joint request, the July 16, 2026 settlement conference is continued to July 23, 2026 at 10:00 a.m.",
            "adjournment",
            "2026-07-23T10:00",
            "2026-07-16",
        ),
        (
            "Due to a conflict in the Court's calendar, the settlement conference scheduled for July 16, 2026 is hereby rescheduled to Thursday, July 23, 2026, at the same time.",
            "adjournment",
            "2026-07-23",
            "2026-07-16",
        ),
        (
            "The settlement conference on July 16, 2026 will begin at 1:00 p.m. rather than 10:00 a.m.",
            "time_change",
            "2026-07-16T13:00",
            "2026-07-16T10:00",
        ),
        (
            "The time of the July 16, 2026 settlement conference is changed from 10:00 a.m. to 1:00 p.m. It will be held in Courtroom 4.",
            "time_change",
            "2026-07-16T13:00",
            "2026-07-16T10:00",
        ),
        (
            "The settlement conference set for July 16, 2026 at 10:00 a.m. will now be conducted by Zoom rather than in person.",
            "format_change",
            "2026-07-16T10:00",
            None,
        ),
        (
            "The in-person settlement conference set for July 16, 2026 at 10:00 a.m. is CONVERTED to a videoconference.",
            "format_change",
            "2026-07-16T10:00",
            None,
        ),
        (
            "The parties having reported that the case has settled, the settlement conference set for July 16, 2026 at 10:00 a.m. is VACATED. Dismissal papers are due in 30 days.",
            "vacatur",
            None,
            "2026-07-16T10:00",
        ),
        (
            "The settlement conference set for July 16, 2026 is taken off calendar. The parties shall propose new dates by July 20, 2026.",
            "vacatur",
            None,
            "2026-07-16",
        ),
        (
            "The July 16, 2026 settlement conference is ADJOURNED without date. Counsel shall confer and propose new dates within ten days.",
            "adjournment",
            None,
            "2026-07-16",
        ),
        (
            "This matter is referred to Magistrate Judge Lee Park for purposes of conducting a settlement conference. Counsel shall contact Judge Park's chambers by March 20, 2026.",
            "referral_no_date",
            None,
            None,
        ),
        (
            "An initial case management conference is set for July 16, 2026 at 10:00 a.m. The parties shall discuss settlement beforehand.",
            "other_conference",
            None,
            None,
        ),
        (
            "A telephonic status conference is set for July 16, 2026 at 10:00 a.m. to discuss whether a settlement conference would be productive.",
            "other_conference",
            None,
            None,
        ),
        (
            "The parties have requested a settlement conference. The request is DENIED without prejudice. A status conference is set for July 16, 2026 at 10:00 a.m.",
            "other_conference",
            None,
            None,
        ),
        (
            "The settlement conference held on February 26, 2026 did not result in settlement. A further settlement conference is set for July 16, 2026 at 10:00 a.m.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "A settlement conference was held on February 26, 2026 at 10:00 a.m. The case did not settle. Trial remains set for July 16, 2026 at 9:00 a.m.",
            "other_conference",
            None,
            None,
        ),
        (
            "The parties shall complete private mediation before a mediator of their choice by July 16, 2026. If mediation fails the Court will set a settlement conference.",
            "other_conference",
            None,
            None,
        ),
        (
            "The settlement conference scheduled for July 16, 2026, at 10:00 a.m. remains as scheduled. The request to appear remotely (ECF No. 40) is denied.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "A settlement conference is set for July 16, 2026 at 10:00 a.m. If the parties prefer July 17, 2026, they shall say so by April 1, 2026.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "A settlement conference will be held on July 16, 2026 at 10:00 a.m. A pre-conference telephone call with counsel will be held on July 8, 2026 at 4:00 p.m.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "A settlement conference will be held on July 16, 2026 at 10:00 a.m.; counsel for the parties shall confer with chambers by conference call on July 8, 2026, at 4:00 p.m.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "The settlement conference, which was to have been held on June 11, 2026 at 2:00 p.m., will instead be held on July 16, 2026 at 10:00 a.m.",
            "adjournment",
            "2026-07-16T10:00",
            "2026-06-11T14:00",
        ),
        (
            "Defendant's motion to continue the settlement conference is GRANTED. The conference is RESCHEDULED from June 11, 2026, to July 16, 2026, at 10:00 a.m.",
            "adjournment",
            "2026-07-16T10:00",
            "2026-06-11",
        ),
        (
            "Defendant's motion to continue the settlement conference is DENIED. The conference will proceed on July 16, 2026, at 10:00 a.m.",
            "settlement_conference_order",
            "2026-07-16T10:00",
            None,
        ),
        (
            "The starting time of the settlement conference on July 16, 2026 has been advanced to 9:00 a.m. from 10:00 a.m.",
            "time_change",
            "2026-07-16T09:00",
            "2026-07-16T10:00",
        ),
        (
            "The settlement conference on July 16, 2026 at 10:00 a.m. shall be held in person in Courtroom 4, not by video as previously ordered.",
            "format_change",
            "2026-07-16T10:00",
            None,
        ),
    ],
)
def test_what_an_order_does_to_a_conference_is_read_in_many_words(
    told: str, kind: str, at: str | None, before: str | None
) -> None:
    found = as_proposal(read(ORDER.format(told=told)))
    assert (found["kind"], found["conference_at"], found["previous_conference_at"]) == (kind, at, before)
