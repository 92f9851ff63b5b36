export class Sheet { constructor(place) { this.place = place; } }
