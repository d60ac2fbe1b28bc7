/** Names are hidden where the rail is narrow: below the width of a desk, and where somebody made it so. */
export const whenWide = 'max-lg:sr-only group-data-[narrow=true]/rail:sr-only'
export const centredWhenNarrow = 'max-lg:justify-center group-data-[narrow=true]/rail:justify-center'
