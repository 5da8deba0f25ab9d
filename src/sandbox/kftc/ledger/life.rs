//! What an account is used for: what comes in and goes out in any month of it.

use jiff::civil::Date;

use super::month::{first_day, month_number};

/// The habits of one account.
#[derive(Debug)]
pub(in crate::sandbox::kftc) struct Life {
    /// How much is there when a month begins.
    pub(super) opening: Opening,
    /// What comes on its day.
    pub(super) standing: &'static [Standing],
    /// What comes now and then.
    pub(super) habits: &'static [Habit],
    /// What brings the month to the next one's opening, on its last evening.
    pub(super) settling: Settling,
}

impl Life {
    /// When it is due next, for a sum that lies still a year at a time.
    pub(in crate::sandbox::kftc) fn due_on(&self, today: Date) -> Option<Date> {
        let Opening::Saved { since, monthly: 0, .. } = self.opening else { return None };
        let months = (month_number(today) - since).max(0);
        Some(first_day(since + (months / 12 + 1) * 12))
    }
}

/// The balance with which a month begins. It depends on the month alone, so that no month has to
/// know those before it; what its postings leave over is settled at its end.
#[derive(Debug)]
pub(super) enum Opening {
    /// Somewhere between the two, another one each month.
    Between(i64, i64),
    /// Saved since a month (as [`month_number`] counts them).
    Saved {
        /// The first month.
        since: i64,
        /// With how much it began.
        principal: i64,
        /// What a standing order adds each month.
        monthly: i64,
        /// The interest of each full year.
        interest: i64,
    },
}

/// Something that comes on its day of every month.
#[derive(Debug)]
pub(super) struct Standing {
    pub(super) day: i8,
    pub(super) hour: i8,
    pub(super) amount: Amount,
    pub(super) kind: &'static str,
    /// One of these, the same each month.
    pub(super) contents: &'static [&'static str],
}

/// Something that comes so many times a month.
#[derive(Debug)]
pub(super) struct Habit {
    pub(super) times: (i64, i64),
    pub(super) hours: (i8, i8),
    pub(super) amount: Amount,
    pub(super) kind: &'static str,
    /// One of these, each time anew.
    pub(super) contents: &'static [&'static str],
}

/// Won: above zero they come in, below they go out.
#[derive(Debug)]
pub(super) enum Amount {
    /// The same every month, somewhere between the two, in steps.
    Fixed(i64, i64, i64),
    /// Another one each time.
    Varying(i64, i64, i64),
}

/// The last posting of a month.
#[derive(Debug)]
pub(super) struct Settling {
    pub(super) kind: &'static str,
    /// Where it brings money in.
    pub(super) incoming: &'static str,
    /// Where it takes money out.
    pub(super) outgoing: &'static str,
}

const PEOPLE: &[&str] = &[
    "김서준",
    "이하은",
    "박지훈",
    "최수아",
    "정민준",
    "강예은",
    "조현우",
    "윤서아",
    "장도현",
    "임지안",
];

const SHOPS: &[&str] = &[
    "GS25 역삼점",
    "CU 합정역점",
    "세븐일레븐 서초점",
    "이마트24 신촌점",
    "올리브영 홍대점",
    "다이소 강남점",
    "파리바게뜨 공덕점",
    "메가커피 시청점",
    "김밥천국 종로점",
    "배달의민족",
    "쿠팡",
    "네이버페이",
    "카카오T 택시",
    "서울교통공사",
    "교보문고 광화문",
];

const MOVED: Settling =
    Settling {
        kind: "대체", incoming: "비상금에서 이체", outgoing: "비상금으로 이체"
    };

const FRIENDS_OUT: Habit = Habit {
    times: (2, 4),
    hours: (11, 22),
    amount: Amount::Varying(-12, -1, 10_000),
    kind: "타행환",
    contents: PEOPLE,
};

const FRIENDS_IN: Habit = Habit {
    times: (1, 3),
    hours: (9, 23),
    amount: Amount::Varying(1, 9, 10_000),
    kind: "타행환",
    contents: PEOPLE,
};

/// A salary comes, and most of it goes again.
pub(in crate::sandbox::kftc) static SALARY: Life = Life {
    opening: Opening::Between(3_400_000, 5_400_000),
    standing: &[
        on(1, 9, Amount::Fixed(-75, -45, 10_000), "자동이체", &["월세", "월세(102동)"]),
        on(10, 7, Amount::Varying(-16_200, -9_800, 10), "자동이체", &["아파트관리비"]),
        on(
            14,
            6,
            Amount::Varying(-109_000, -52_000, 10),
            "카드",
            &["신한카드대금", "현대카드대금"],
        ),
        on(15, 8, Amount::Fixed(-69, -35, 1_000), "자동이체", &["통신요금"]),
        on(20, 8, Amount::Fixed(-9_400, -5_200, 10), "자동이체", &["보험료"]),
        on(
            25,
            10,
            Amount::Fixed(268_000, 412_000, 10),
            "급여",
            &["(주)한빛 급여", "(주)나래 급여"],
        ),
    ],
    habits: &[
        FRIENDS_OUT,
        FRIENDS_IN,
        Habit {
            times: (1, 2),
            hours: (10, 20),
            amount: Amount::Varying(-10, -3, 10_000),
            kind: "현금",
            contents: &["ATM출금"],
        },
        Habit {
            times: (6, 14),
            hours: (8, 22),
            amount: Amount::Varying(-280, -24, 100),
            kind: "체크카드",
            contents: SHOPS,
        },
    ],
    settling: MOVED,
};

/// Many small sums, day after day.
pub(in crate::sandbox::kftc) static LIVING: Life = Life {
    opening: Opening::Between(1_800_000, 2_400_000),
    standing: &[
        // Neither in nor out, and nothing moved: banks have such lines.
        on(3, 12, Amount::Fixed(0, 0, 1), "기타", &["입출금알림"]),
        on(26, 9, Amount::Fixed(60, 90, 10_000), "대체", &["생활비"]),
    ],
    habits: &[
        Habit {
            times: (34, 52),
            hours: (7, 23),
            amount: Amount::Varying(-248, -14, 100),
            kind: "체크카드",
            contents: SHOPS,
        },
        FRIENDS_OUT,
        FRIENDS_IN,
    ],
    settling: MOVED,
};

/// Money that waits, and its interest.
pub(in crate::sandbox::kftc) static RESERVE: Life = Life {
    opening: Opening::Between(8_000_000, 12_000_000),
    standing: &[on(16, 1, Amount::Varying(1_210, 2_480, 10), "이자", &["세후이자"])],
    habits: &[FRIENDS_IN],
    settling: Settling {
        kind: "대체", incoming: "여윳돈 입금", outgoing: "급여통장으로"
    },
};

/// A credit line that is never quite paid back.
pub(in crate::sandbox::kftc) static CREDIT: Life = Life {
    opening: Opening::Between(-13_500_000, -8_000_000),
    standing: &[
        on(3, 2, Amount::Varying(-6_900, -4_100, 10), "대출이자", &["마이너스대출이자"]),
        on(27, 10, Amount::Fixed(50, 90, 10_000), "대체", &["대출상환"]),
    ],
    habits: &[
        FRIENDS_OUT,
        Habit {
            times: (2, 6),
            hours: (9, 21),
            amount: Amount::Varying(-38, -5, 10_000),
            kind: "인터넷뱅킹",
            contents: PEOPLE,
        },
    ],
    settling: Settling {
        kind: "대체", incoming: "급여통장에서", outgoing: "생활비 이체"
    },
};

/// Income that comes when it comes.
pub(in crate::sandbox::kftc) static FREELANCE: Life = Life {
    opening: Opening::Between(4_200_000, 9_000_000),
    standing: &[
        on(5, 9, Amount::Fixed(-88, -55, 10_000), "자동이체", &["작업실 월세"]),
        on(12, 6, Amount::Varying(-140_000, -60_000, 10), "카드", &["삼성카드대금"]),
        on(25, 11, Amount::Varying(-31, -18, 10_000), "F/B출금", &["국민연금", "건강보험료"]),
    ],
    habits: &[
        Habit {
            times: (1, 3),
            hours: (10, 18),
            amount: Amount::Varying(90, 260, 10_000),
            kind: "인터넷뱅킹",
            contents: &["(주)온새미 외주비", "가온출판 원고료", "(주)다솜 용역비"],
        },
        Habit {
            times: (10, 20),
            hours: (8, 22),
            amount: Amount::Varying(-420, -24, 100),
            kind: "체크카드",
            contents: SHOPS,
        },
        FRIENDS_OUT,
    ],
    settling: MOVED,
};

/// 주택청약종합저축: the same sum each month, and nothing ever goes out.
pub(in crate::sandbox::kftc) static SAVINGS: Life = Life {
    opening: Opening::Saved {
        since: 2021 * 12 + 2,
        principal: 0,
        monthly: 100_000,
        interest: 24_130,
    },
    standing: &[on(26, 8, Amount::Fixed(100_000, 100_000, 1), "자동이체", &["청약저축"])],
    habits: &[],
    settling: INTEREST,
};

/// 정기예금: a sum that lies still for a year at a time.
pub(in crate::sandbox::kftc) static DEPOSIT: Life = Life {
    opening: Opening::Saved {
        since: 2022 * 12 + 5,
        principal: 20_000_000,
        monthly: 0,
        interest: 592_200,
    },
    standing: &[],
    habits: &[],
    settling: INTEREST,
};

const INTEREST: Settling =
    Settling { kind: "이자", incoming: "예금이자", outgoing: "정정" };

const fn on(
    day: i8,
    hour: i8,
    amount: Amount,
    kind: &'static str,
    contents: &'static [&'static str],
) -> Standing {
    Standing { day, hour, amount, kind, contents }
}
